using System.Diagnostics;
using System.Globalization;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Simulation;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Simulations;

internal sealed class SpeedTests
{
    [Test, Explicit("Times the machine: 20,000 test sets of section 9's scenario, to be run alone.")]
    public void Run_TwentyThousandReplicates_TakesLessThanAMinute()
    {
        var clauses = Parse.Scores("n - o > 0 +/- 0.01");
        var assumptions = new PopulationAssumptions(new ClassList(Parse.Classes.Names), [], 0.1, null);
        var scenario = Scenario.At(clauses, Scenario.Margin(clauses, Mode.FpFree, 2), assumptions)!;
        var clock = Stopwatch.StartNew();
        var result = Simulator.Run(new GateQuestion(clauses, Mode.FpFree, Decide.Levels(1e-4, 1e-4), 100_000, null), scenario.Population, 20_000, 1);
        TestContext.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.Elapsed.TotalSeconds:0.0} s on {Environment.ProcessorCount} processors: {result.Labels.Mean:0.0} labels (s.e. {result.Labels.StandardError:0.0}), refused {result.Refused}"));
        Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(60));
    }
}
