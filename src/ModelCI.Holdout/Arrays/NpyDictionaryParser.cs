using System.Globalization;

namespace ModelCI.Holdout.Arrays;

/// <summary>
/// Reads the Python literal <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 2), }</c> and nothing else. The keys may come in any
/// order; an unknown or missing one is an error.
/// </summary>
internal sealed class NpyDictionaryParser
{
    private readonly string _text;
    private int _position;

    private NpyDictionaryParser(string text)
    {
        _text = text;
    }

    /// <exception cref="FormatException">Anything else; the message says what was expected.</exception>
    public static NpyDictionary Parse(string text) => new NpyDictionaryParser(text).Dictionary();

    private NpyDictionary Dictionary()
    {
        string? description = null;
        bool? isFortranOrder = null;
        IReadOnlyList<long>? shape = null;
        Expect('{');
        while (!Accept('}'))
        {
            var key = Text();
            Expect(':');
            switch (key)
            {
                // A list describes the fields of a structured type: nothing that follows matters then.
                case "descr" when Accept('['): return new NpyDictionary(null, false, []);
                case "descr": description = Text(); break;
                case "fortran_order": isFortranOrder = Truth(); break;
                case "shape": shape = Shape(); break;
                default: throw new FormatException($"the key '{key}' is not one of descr, fortran_order, shape");
            }
            if (Accept(',')) continue;
            Expect('}');
            break;
        }
        SkipBlanks();
        if (_position < _text.Length) throw new FormatException("text after the dictionary");
        if (description is null || isFortranOrder is null || shape is null)
        {
            throw new FormatException("one of descr, fortran_order, shape is missing");
        }
        return new NpyDictionary(description, isFortranOrder.Value, shape);
    }

    private List<long> Shape()
    {
        var axes = new List<long>();
        Expect('(');
        while (!Accept(')'))
        {
            axes.Add(Integer());
            if (Accept(',')) continue;
            Expect(')');
            break;
        }
        return axes;
    }

    private long Integer()
    {
        var digits = Take(char.IsAsciiDigit);
        // Python 2 wrote long integers as 3L.
        if (_position < _text.Length && _text[_position] == 'L') _position++;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException("an axis of the shape is not an integer from 0 to 2^63 - 1");
    }

    private bool Truth() => Take(char.IsAsciiLetter) switch
    {
        "True" => true,
        "False" => false,
        _ => throw new FormatException("fortran_order is neither True nor False"),
    };

    private string Text()
    {
        SkipBlanks();
        var quote = _position < _text.Length ? _text[_position] : ' ';
        if (quote is not ('\'' or '"')) throw new FormatException("a quoted text was expected");
        var end = _text.IndexOf(quote, _position + 1);
        if (end < 0) throw new FormatException("a quote is not closed");
        var value = _text[(_position + 1)..end];
        _position = end + 1;
        return value;
    }

    private string Take(Func<char, bool> belongs)
    {
        SkipBlanks();
        var start = _position;
        while (_position < _text.Length && belongs(_text[_position])) _position++;
        return _text[start.._position];
    }

    private bool Accept(char symbol)
    {
        SkipBlanks();
        if (_position >= _text.Length || _text[_position] != symbol) return false;
        _position++;
        return true;
    }

    private void Expect(char symbol)
    {
        if (!Accept(symbol)) throw new FormatException($"'{symbol}' was expected");
    }

    private void SkipBlanks()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position])) _position++;
    }
}
