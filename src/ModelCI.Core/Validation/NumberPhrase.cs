using System.Globalization;

namespace ModelCI.Core.Validation;

/// <summary>Numbers in findings.</summary>
internal static class NumberPhrase
{
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A share with four significant digits.</summary>
    public static string Share(double share) => share.ToString("G4", CultureInfo.InvariantCulture);

    public static string Range(double? min, double? max) => (min, max) switch
    {
        ({ } least, { } greatest) => $"{Of(least)} to {Of(greatest)}",
        ({ } least, null) => $"at least {Of(least)}",
        (null, { } greatest) => $"at most {Of(greatest)}",
        _ => "any number",
    };

    public static string Shape(IReadOnlyList<int> shape) =>
        shape.Count == 0 ? "one value per item" : $"[{string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}] per item";
}
