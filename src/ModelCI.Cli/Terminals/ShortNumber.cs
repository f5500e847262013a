using System.Globalization;

namespace ModelCI.Cli.Terminals;

/// <summary>Counts in a table: whole up to five digits, then with three or four significant ones, so that no column outgrows the line.</summary>
internal static class ShortNumber
{
    public static string Of(double count) => count switch
    {
        < 99_999.5 => count.ToString("#,0", CultureInfo.InvariantCulture),
        < 999_950 => (count / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => (count / 1e6).ToString("#,0.##", CultureInfo.InvariantCulture) + "M",
    };
}
