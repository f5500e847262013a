using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;

namespace ModelCI.Core.Simulation;

/// <summary>What is decided on every simulated test set: all that <see cref="Gate.Decide"/> is told beside the items.</summary>
/// <param name="Clauses">Compiled for <paramref name="Mode"/>; at least one.</param>
/// <param name="Mode">Which error <see cref="TestLevels.Alpha"/> bounds.</param>
/// <param name="Levels">alpha and beta of the run.</param>
/// <param name="Items">N, at least 1.</param>
/// <param name="Labels">Labels that one evaluation may use; null for no limit.</param>
public sealed record GateQuestion(IReadOnlyList<ClauseScore> Clauses, Mode Mode, TestLevels Levels, int Items, int? Labels);
