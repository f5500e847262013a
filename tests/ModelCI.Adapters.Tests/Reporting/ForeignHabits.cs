using System.Globalization;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>A culture that writes numbers in its own way, until disposed.</summary>
internal sealed class ForeignHabits : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    // The build knows the invariant culture only (InvariantGlobalization), so the foreign habits are set by hand.
    public ForeignHabits(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        if (name.Length > 0)
        {
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            culture.NumberFormat.NegativeSign = "−";
        }
        CultureInfo.CurrentCulture = culture;
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
