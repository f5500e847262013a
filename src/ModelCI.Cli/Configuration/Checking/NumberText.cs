using System.Globalization;

namespace ModelCI.Cli.Configuration.Checking;

/// <summary>Numbers as the file may spell them, which is how JSON spells them: no separators, no words such as .inf, no hexadecimals.</summary>
internal static class NumberText
{
    public static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9') && !(digits.Length > 1 && digits[0] == '0');
    }

    /// <summary>Null where the number does not fit.</summary>
    public static int? Integer(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static bool IsNumber(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-')
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Infinite where the number does not fit.</summary>
    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Bytes of a size such as 4GiB.</summary>
    public static long Size(string text)
    {
        var shift = text[^3] switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 40 };
        return long.Parse(text.AsSpan(0, text.Length - 3), NumberStyles.None, CultureInfo.InvariantCulture) << shift;
    }
}
