using ModelCI.Benchmarks.Tables;

namespace ModelCI.Benchmarks.Processes;

/// <summary>Times several things in turn, again and again, so that a change of the machine's speed meets all of them.</summary>
internal static class RoundRobin
{
    private const int UsualRounds = 11;

    /// <summary>Milliseconds per round of each, in the order given.</summary>
    public static IReadOnlyList<Sample> Measure(IReadOnlyList<Func<TimeSpan>> things, int rounds = UsualRounds)
    {
        // Fills the caches of the disk and of the just-in-time compiler.
        foreach (var thing in things) thing();
        var times = things.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            Console.Error.WriteLine($"round {round + 1} of {rounds}");
            // Another one begins each time: nobody always runs after the same neighbour.
            for (var turn = 0; turn < things.Count; turn++)
            {
                var thing = (round + turn) % things.Count;
                times[thing][round] = things[thing]().TotalMilliseconds;
            }
        }
        return [.. times.Select(time => new Sample(time))];
    }
}
