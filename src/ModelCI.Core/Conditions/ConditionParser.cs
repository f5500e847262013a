using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ModelCI.Core.Problems;

namespace ModelCI.Core.Conditions;

/// <summary>
/// Parses the condition language of Renggli et al. (2019), extended by slices and metrics:
/// <c>clause { "/\" clause }</c>, <c>clause := linear (&lt; | &gt;) constant +/- constant</c>. Keywords ignore case, white space is free.
/// </summary>
public sealed class ConditionParser
{
    private static readonly string[] MetricNames = ["accuracy", "recall", "precision", "f1", "topk", "loss"];

    private readonly string _source;
    private readonly List<Token> _tokens;
    private readonly List<QuantityMention> _mentions = [];
    private int _at;
    private int _clause;

    private ConditionParser(string source)
    {
        _source = source;
        _tokens = ConditionLexer.Split(source);
    }

    /// <summary>Parses <paramref name="source"/>; exactly one of the two outputs is set.</summary>
    public static bool TryParse(
        string source,
        [NotNullWhen(true)] out Condition? condition,
        [NotNullWhen(false)] out ConditionSyntaxError? error)
    {
        try
        {
            condition = new ConditionParser(source).Condition();
            error = null;
            return true;
        }
        catch (ConditionSyntaxException exception)
        {
            condition = null;
            error = exception.Error;
            return false;
        }
    }

    private Token Current => _tokens[_at];

    private Condition Condition()
    {
        var clauses = new List<Clause> { Clause() };
        while (Current.Kind == TokenKind.And)
        {
            _at++;
            _clause++;
            clauses.Add(Clause());
        }
        if (Current.Kind == TokenKind.Word && Current.Text.Equals("or", StringComparison.OrdinalIgnoreCase))
            throw Unexpected(Current, "only conjunctions are decided: join clauses with '/\\' or 'and'");
        if (Current.Kind != TokenKind.End) throw Unexpected(Current, $"expected '/\\' or the end, found '{Current.Text}'");
        return new Condition(_source, clauses, _mentions);
    }

    private Clause Clause()
    {
        var start = Current;
        var terms = new List<Term> { FirstTerm() };
        while (Current.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            var sign = Current.Kind == TokenKind.Minus ? -1 : 1;
            _at++;
            terms.Add(Term(sign));
        }
        if (Current.Kind is not (TokenKind.Greater or TokenKind.Less)) throw Unexpected(Current, $"expected '>' or '<', found {Name(Current)}");
        var comparator = Current.Kind == TokenKind.Greater ? Comparator.Greater : Comparator.Less;
        _at++;
        var constant = Constant("a constant");
        if (Current.Kind != TokenKind.PlusMinus)
            throw Unexpected(Current, $"expected '+/-' and the tolerance, found {Name(Current)}: write for instance '> 0.02 +/- 0.01'");
        _at++;
        var toleranceToken = Current;
        var epsilon = Constant("the tolerance");
        if (epsilon < 0) throw Unexpected(toleranceToken, FormattableString.Invariant($"the tolerance after '+/-' is {epsilon}; it must be at least 0"));
        if (terms.GroupBy(term => term.Quantity).Any(group => !double.IsFinite(group.Sum(term => term.Coefficient))))
            throw Unexpected(start, "the coefficients add up to a number that is too large");
        var clause = new Clause(terms, comparator, constant, epsilon);
        return clause.Terms.Any(term => term.Coefficient != 0)
            ? clause
            : throw Unexpected(start, "the terms cancel out: nothing is left to measure");
    }

    private Term FirstTerm()
    {
        if (Current.Kind is not (TokenKind.Plus or TokenKind.Minus)) return Term(1);
        var sign = Current.Kind == TokenKind.Minus ? -1 : 1;
        _at++;
        return Term(sign);
    }

    private Term Term(double sign)
    {
        if (Current.Kind is TokenKind.Plus or TokenKind.Minus && _tokens[_at + 1].Kind == TokenKind.Number)
        {
            if (Current.Kind == TokenKind.Minus) sign = -sign;
            _at++;
        }
        if (Current.Kind == TokenKind.Number)
        {
            var coefficient = Current.Value;
            _at++;
            if (Current.Kind != TokenKind.Times) throw Unexpected(Current, $"expected '*' and a variable after a number, found {Name(Current)}");
            _at++;
            return new Term(sign * coefficient, Variable());
        }
        var variable = Variable();
        if (Current.Kind != TokenKind.Times) return new Term(sign, variable);
        _at++;
        if (Current.Kind == TokenKind.Word) throw Unexpected(Current, "a product of variables is not linear");
        return new Term(sign * Constant("a number"), variable);
    }

    private Quantity Variable()
    {
        var token = Current;
        if (token.Kind != TokenKind.Word) throw Unexpected(token, $"expected a variable (n, o, d) or a metric, found {Name(token)}");
        _at++;
        var name = token.Text.ToLowerInvariant();
        var quantity = name switch
        {
            "n" => new Quantity(Metric.Accuracy, ModelRole.Candidate, null, null),
            "o" => new Quantity(Metric.Accuracy, ModelRole.Baseline, null, null),
            "d" => new Quantity(Metric.Disagreement, null, null, null),
            _ when MetricNames.Contains(name) => MetricOf(name, token),
            _ => throw Unknown(token),
        };
        if (Current.Kind == TokenKind.OpenSlice) quantity = quantity with { Slice = Slice() };
        var last = _tokens[_at - 1];
        _mentions.Add(new QuantityMention(quantity, token.Column, last.Column + last.Length - token.Column, _clause));
        return quantity;
    }

    private Quantity MetricOf(string name, Token token)
    {
        var metric = Enum.Parse<Metric>(name, ignoreCase: true);
        if (Current.Kind != TokenKind.Open) throw Unexpected(Current, $"expected '(' after '{token.Text}': write {name}(n)");
        _at++;
        var model = Current.Kind == TokenKind.Word ? Current.Text.ToLowerInvariant() : "";
        if (model is not ("n" or "o")) throw Unexpected(Current, $"expected n or o, found {Name(Current)}");
        _at++;
        string? argument = null;
        if (Current.Kind == TokenKind.Comma)
        {
            _at++;
            argument = Argument();
        }
        if (Current.Kind != TokenKind.Close) throw Unexpected(Current, $"expected ')', found {Name(Current)}");
        _at++;
        return new Quantity(metric, model == "n" ? ModelRole.Candidate : ModelRole.Baseline, Checked(metric, argument, token), null);
    }

    /// <summary>The argument in its one spelling: a number is written without sign, blanks and leading zeros.</summary>
    private string? Checked(Metric metric, string? argument, Token token)
    {
        switch (metric)
        {
            case Metric.Recall or Metric.Precision or Metric.F1 when argument is null:
                throw Unexpected(token, $"{token.Text} needs a class: write {token.Text}(n, CLASS)");
            case Metric.Accuracy or Metric.Loss when argument is not null:
                throw Unexpected(token, $"{token.Text} takes a model only: write {token.Text}(n)");
            case Metric.TopK:
                return int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var k) && k >= 1
                    ? k.ToString(CultureInfo.InvariantCulture)
                    : throw Unexpected(token, "topk needs a whole number of at least 1: write topk(n, 5)");
            default:
                return argument;
        }
    }

    /// <summary>A class name: quoted, or everything up to the comma, bracket or blank (grammar: such names need quotes).</summary>
    private string Argument()
    {
        var start = Current;
        if (start.Kind == TokenKind.Quoted)
        {
            _at++;
            return start.Text;
        }
        var end = start.Column;
        while (Current.Kind is not (TokenKind.Close or TokenKind.Comma or TokenKind.End or TokenKind.OpenSlice or TokenKind.CloseSlice or TokenKind.Quoted)
            && (Current.Column == end || Current.Column == start.Column))
        {
            end = Current.Column + Current.Length;
            _at++;
        }
        return end > start.Column ? _source[start.Column..end] : throw Unexpected(start, "expected a class name");
    }

    private string Slice()
    {
        _at++;
        var start = Current;
        // "and" is a word here: "black-and-white" is the name of a slice.
        if (start.Kind is not (TokenKind.Word or TokenKind.And) || !char.IsLetter(start.Text[0])) throw Unexpected(start, "expected the name of a slice");
        var end = start.Column;
        while (Current.Column == end || Current.Column == start.Column)
        {
            if (Current.Kind is not (TokenKind.Word or TokenKind.Minus or TokenKind.Number) && !(Current.Kind == TokenKind.And && char.IsLetter(Current.Text[0]))) break;
            end = Current.Column + Current.Length;
            _at++;
        }
        if (Current.Kind != TokenKind.CloseSlice) throw Unexpected(Current, $"expected ']', found {Name(Current)}");
        _at++;
        return _source[start.Column..end];
    }

    private double Constant(string what)
    {
        var sign = 1;
        if (Current.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            sign = Current.Kind == TokenKind.Minus ? -1 : 1;
            _at++;
        }
        if (Current.Kind != TokenKind.Number) throw Unexpected(Current, $"expected {what}, found {Name(Current)}");
        // Adding 0 turns -0 into 0: one text for one condition.
        var value = (sign * Current.Value) + 0.0;
        _at++;
        return value;
    }

    private ConditionSyntaxException Unknown(Token token)
    {
        var near = Suggestion.Nearest(token.Text, MetricNames);
        return Unexpected(token, $"unknown variable '{token.Text}': n, o, d or a metric ({string.Join(", ", MetricNames)})"
            + (near is null ? "" : $"; did you mean '{near}'?"));
    }

    private ConditionSyntaxException Unexpected(Token token, string message) => new(_source, token.Column, token.Length, message);

    private static string Name(Token token) => token.Kind == TokenKind.End ? token.Text : $"'{token.Text}'";
}
