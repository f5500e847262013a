using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Reports;

namespace ModelCI.Core.Tests.Support;

/// <summary>A configuration and the report builder over it.</summary>
internal static class Configured
{
    public const string Condition = "n - o > 0 +/- 0.1 /\\ d < 0.9 +/- 0.02";

    public static GateConfiguration With(Feedback feedback, string condition = Condition, Mode mode = Mode.FpFree) => new(
        "modelci.yml", "/work",
        new ModelSettings("new.onnx", new ModelLocation.LocalFile("new.onnx"), null, null),
        new ModelSettings("old.onnx", new ModelLocation.LocalFile("old.onnx"), null, null),
        new HoldoutSettings(
            "set", new ItemsSource.OneFile("items.csv"), new IdSource.Default(), new LabelsSource.Column("label"),
            new Dictionary<string, InputSettings>(), null, null, [], new Dictionary<string, string>()),
        new GateSettings(Parse.Condition(condition), 0.99, mode, Adaptivity.Full, 4, feedback, AccountingScheme.Universal, DecisionMethod.Sequential, Reading.Whole),
        new BudgetSettings(500, 10, new LabelCost(0.08m, "EUR")),
        new LedgerSettings(null, true),
        new LimitSettings(1 << 30, 20),
        null);

    public static ReportBuilder Reports(GateConfiguration configuration, Secrecy? secrecy = null) => new(
        "test", "modelci test", configuration, Parse.Scores(configuration.Gate.Condition.ToString(), configuration.Gate.Mode),
        new ModelReport("new.onnx", "aa"), new ModelReport("old.onnx", "bb"),
        secrecy ?? new Secrecy(false, false, true, false));

    public static GatePolicy Policy(GateConfiguration configuration) => GatePolicy.Of(configuration);
}
