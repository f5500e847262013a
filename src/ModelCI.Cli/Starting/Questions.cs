using ModelCI.Cli.Terminals;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Starting;

/// <summary>Asks for what flags did not say, where somebody can be asked; elsewhere what is sure is taken, and the rest is one error that names the flags.</summary>
/// <param name="isAsking">Whether somebody is there.</param>
internal sealed class Questions(Terminal terminal, bool isAsking)
{
    private const int MostChoices = 20;

    private readonly List<(string What, string Flag, IReadOnlyList<string> Choices)> _missing = [];

    /// <param name="what">What is asked for, such as "the candidate".</param>
    /// <param name="flag">The flag with a placeholder, such as "--candidate FILE".</param>
    /// <param name="given">The flag's value; nothing is asked then.</param>
    /// <param name="usual">What an empty answer means; null for nothing.</param>
    /// <param name="isSure">Whether <paramref name="usual"/> is taken where nobody can be asked.</param>
    /// <param name="choices">Answers that were found; others are allowed.</param>
    /// <param name="whyNot">Why an answer cannot be; null where any can.</param>
    /// <returns>Null where it stays unknown, which <see cref="ThrowIfMissing"/> says.</returns>
    public string? Ask(
        string what, string flag, string? given, string? usual, bool isSure, IReadOnlyList<string>? choices = null, Func<string, string?>? whyNot = null)
    {
        if (given is not null) return given;
        if (isAsking) return Asked(what, usual, choices ?? [], whyNot);
        if (isSure && usual is not null) return usual;
        _missing.Add((what, flag, choices ?? []));
        return null;
    }

    /// <exception cref="ModelCIException">MCI1042: everything that is not known and could not be asked for.</exception>
    public void ThrowIfMissing()
    {
        if (_missing.Count == 0) return;
        var facts = _missing.Select(fact => fact.What + (fact.Choices.Count == 0 ? "" : $" ({string.Join(" or ", fact.Choices.Take(MostChoices))})"));
        throw new ModelCIException(
            "MCI1042", $"not known, and nobody can be asked without a terminal: {string.Join("; ", facts)}", "modelci init", $"give {string.Join(' ', _missing.Select(fact => fact.Flag).Distinct())}");
    }

    private string Asked(string what, string? usual, IReadOnlyList<string> choices, Func<string, string?>? whyNot)
    {
        var shown = choices.Take(MostChoices).ToArray();
        terminal.Note("\n" + TextWrap.Of($"{char.ToUpperInvariant(what[0])}{what[1..]}").TrimEnd('\n'));
        for (var number = 1; number <= shown.Length; number++) terminal.Note(FormattableString.Invariant($"  {number}  {shown[number - 1]}"));
        while (true)
        {
            var line = terminal.Ask(usual is null ? "> " : $"[{usual}] > ")?.Trim()
                ?? throw new ModelCIException("MCI1042", $"the answers ended before this was known: {what}", "modelci init", "answer all questions, or give flags");
            var answer = line.Length == 0 ? usual : int.TryParse(line, out var chosen) && chosen >= 1 && chosen <= shown.Length ? shown[chosen - 1] : line;
            if (answer is null) continue;
            if (whyNot?.Invoke(answer) is not { } why) return answer;
            terminal.Note($"  {why}");
        }
    }
}
