using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Reporting;

/// <summary>Recorded renderings; MODELCI_UPDATE_GOLDEN=1 writes them anew.</summary>
internal static class Golden
{
    public static void Check(string name, string text)
    {
        var recorded = Path.Combine(AppContext.BaseDirectory, "Reporting", "Golden", name);
        if (Environment.GetEnvironmentVariable("MODELCI_UPDATE_GOLDEN") == "1")
        {
            var source = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../Reporting/Golden", name));
            File.WriteAllText(source, text);
            return;
        }
        Assert.That(text, Is.EqualTo(File.ReadAllText(recorded)), name);
    }
}
