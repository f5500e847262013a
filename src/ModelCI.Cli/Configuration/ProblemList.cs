using System.Globalization;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Configuration;

/// <summary>Collects problems in any order and shows them in the file's.</summary>
/// <param name="file">The path as the user gave it.</param>
internal sealed class ProblemList(string file)
{
    private readonly List<(Place Place, Problem Problem)> _found = [];

    public void Add(Place place, Problem problem) => _found.Add(
        (place, problem with { Where = string.Create(CultureInfo.InvariantCulture, $"{file}:{place.Line}:{place.Column}") }));

    public void ThrowIfAny()
    {
        if (_found.Count > 0) throw ToException();
    }

    /// <summary>All problems so far; there must be one.</summary>
    public ModelCIException ToException() => new([
        .. _found.OrderBy(found => found.Place.Line).ThenBy(found => found.Place.Column).Select(found => found.Problem),
    ]);
}
