using System.Globalization;
using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Git;

/// <summary>What a git command printed.</summary>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Error)
{
    private const int Unanswered = -1;

    public bool Succeeded => ExitCode == 0;

    /// <summary>Whether it was ended since it took too long: the other side may still do what it was asked for.</summary>
    public bool IsUnanswered => ExitCode == Unanswered;

    public static GitOutput NoAnswer(TimeSpan patience) =>
        new(Unanswered, [], string.Create(CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds:0.#} s"));

    /// <summary>Standard output as text without the final line end.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes).TrimEnd('\n');

    /// <summary>Lines of standard output that are not empty.</summary>
    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One line of standard error, for messages: the first that is neither a warning nor a hint.</summary>
    public string ErrorLine
    {
        get
        {
            string[] lines = [.. Error.Split('\n').Select(ServerText.Clean).Where(line => line.Length > 0)];
            string[] asides = ["warning:", "hint:"];
            return lines.FirstOrDefault(line => !asides.Any(aside => line.StartsWith(aside, StringComparison.Ordinal)))
                ?? lines.FirstOrDefault() ?? $"exit code {ExitCode}";
        }
    }

    /// <summary>This, if the command succeeded.</summary>
    /// <exception cref="ModelCIException">MCI4024.</exception>
    public GitOutput Require(string what) => Succeeded ? this : throw GitProblems.Failed(what, this);
}
