using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;

namespace ModelCI.Cli.Predicting;

/// <summary>What labels and models of a configuration answer.</summary>
internal static class ConfiguredTask
{
    /// <summary>Of a test set that was read.</summary>
    public static PredictionTask Of(GateConfiguration configuration, LabelBook labels) => new(labels.Classes, labels.Numbers, Rankings(configuration));

    /// <summary>Of one that an account pins.</summary>
    public static PredictionTask Of(GateConfiguration configuration, TestSetPin pin) => pin.Classes.Count == 0
        ? new PredictionTask(ClassList.None, new NumberTable())
        : new PredictionTask(new ClassList(pin.Classes), null, Rankings(configuration));

    private static RankingTable? Rankings(GateConfiguration configuration) =>
        configuration.Gate.Condition.RankingDepth is { } depth ? new RankingTable(depth) : null;
}
