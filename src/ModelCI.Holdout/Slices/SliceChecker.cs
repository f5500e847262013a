using ModelCI.Core.Problems;
using ModelCI.DuckDB;

namespace ModelCI.Holdout.Slices;

/// <summary>Checks a predicate before it sees any item: what it is, which columns and functions it uses, that it is true or false.</summary>
internal sealed class SliceChecker
{
    private readonly SliceSource _source;
    private readonly FunctionCatalog _functions;
    private readonly ILookup<string, SliceColumn> _visible;
    private readonly HashSet<string> _hidden;
    private readonly string[] _names;

    public SliceChecker(SliceSource source)
    {
        _source = source;
        _functions = new FunctionCatalog(source.Database);
        // As SQL compares names, a label column 'income' is also 'Income': what is named like a hidden column is hidden with it.
        _hidden = new HashSet<string>(source.Hidden, StringComparer.OrdinalIgnoreCase);
        _visible = source.Columns.Where(column => !_hidden.Contains(column.Name)).ToLookup(column => column.Name, StringComparer.OrdinalIgnoreCase);
        _names = [.. _visible.SelectMany(same => same).Select(column => column.Name)];
    }

    /// <exception cref="ModelCIException">What is wrong with the predicate; codes MCI3201 to MCI3206.</exception>
    public SlicePredicate Check(string slice, string sql)
    {
        var expression = ExpressionReader.Read(_source.Database, slice, sql);
        Problem?[] found = [.. expression.Columns.Select(name => CheckColumn(slice, name)), _functions.Check(slice, expression)];
        Problem[] problems = [.. found.OfType<Problem>()];
        if (problems.Length > 0) throw new ModelCIException(problems);
        var predicate = new SlicePredicate(slice, sql, [.. expression.Columns.Select(name => _visible[name].Single())]);
        CheckType(predicate);
        return predicate;
    }

    private Problem? CheckColumn(string slice, string name)
    {
        if (_hidden.Contains(name)) return SliceProblems.HiddenColumn(slice, name, _names);
        string[] same = [.. _visible[name].Select(column => column.Name)];
        if (same.Length > 1) return SliceProblems.AmbiguousColumn(slice, same);
        return same.Length == 0 ? SliceProblems.UnknownColumn(slice, name, _names) : null;
    }

    private void CheckType(SlicePredicate predicate)
    {
        DuckDBType type;
        try
        {
            // No row is read, so that no message of DuckDB can hold a value.
            using var result = _source.Select([predicate.Sql], predicate.Columns, " LIMIT 0");
            type = result.Columns[0].Type;
        }
        catch (DuckDBException failure)
        {
            throw new ModelCIException([SliceProblems.Refused(predicate.Name, failure.Message)]);
        }
        if (type != DuckDBType.Boolean) throw new ModelCIException([SliceProblems.NotBoolean(predicate.Name, type.ToString().ToUpperInvariant())]);
    }
}
