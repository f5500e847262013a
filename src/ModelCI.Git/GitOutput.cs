using System.Text;

namespace ModelCI.Git;

/// <summary>What a git command printed.</summary>
internal sealed record GitOutput(int ExitCode, byte[] Bytes, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>Standard output as text without the final line end.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes).TrimEnd('\n');

    /// <summary>First line of standard error, for messages.</summary>
    public string FirstErrorLine => Error.Split('\n', 2)[0].Trim();
}
