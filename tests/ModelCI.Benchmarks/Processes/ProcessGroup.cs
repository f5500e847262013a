using ModelCI.Benchmarks.Tables;

namespace ModelCI.Benchmarks.Processes;

/// <summary>Whole processes of the published program, from start to exit.</summary>
internal static class ProcessGroup
{
    public const string Name = "processes";

    private const string BareNet = "bare .NET process";
    private const string Version = "`modelci --version`";
    private const string BareOnnx = "bare ONNX Runtime loop";

    private static readonly Dictionary<string, string> NoEnvironment = [];

    /// <param name="Reference">Name of the contender that this one is compared with.</param>
    private sealed record Contender(string Name, Func<TimeSpan> Time, string? Reference = null, double? TargetMilliseconds = null);

    /// <param name="command">The published program; null publishes it first.</param>
    public static IEnumerable<Row> Measure(FileInfo? command)
    {
        Console.Error.WriteLine(command is null ? "processes: publishing" : $"processes: {command.FullName}");
        using var program = new PublishedProgram(command);
        var contenders = Contenders(program.File).ToArray();
        var measured = RoundRobin.Measure([.. contenders.Select(contender => contender.Time)]);
        var samples = contenders.Zip(measured).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        return [.. contenders.Select(contender => RowOf(contender, samples))];
    }

    private static IEnumerable<Contender> Contenders(string program)
    {
        yield return new Contender(BareNet, () => Child.Time(Environment.ProcessPath!, Checkout.Root, NoEnvironment, BareProcess.Argument));
        yield return new Contender(Version, () => Child.Time(program, Checkout.Root, NoEnvironment, "--version"), BareNet, 80);
        yield return new Contender("digits, `modelci test`", () => Test(program, Workspace.Digits), Version, 3000);
        yield return new Contender("`modelci plan`, 32 steps", () => Question(program, "plan", "--steps", "32"), Version, 2000);
        // A tenth of section 9's 20,000 test sets, for which a minute is allowed.
        yield return new Contender("`modelci simulate`, 2,000 test sets", () => Question(program, "simulate", "--steps", "1", "--replicates", "400"), Version, 6000);
        if (!FashionTask.IsPresent)
        {
            Console.Error.WriteLine($"processes: the image task is left out, as there is no {Checkout.Fashion}");
            yield break;
        }
        yield return new Contender(BareOnnx, BareLoop.Time);
        yield return new Contender("fashion, `modelci test`", () => Test(program, Workspace.Fashion), BareOnnx, 1500);
    }

    private static TimeSpan Question(string program, string command, params string[] arguments) => Child.Time(
        program, Checkout.Root, NoEnvironment,
        [command, "--condition", "n - o > 0 +/- 0.01", "--reliability", "0.9999", "--disagreement", "0.1", "--quiet", .. arguments]);

    private static TimeSpan Test(string program, Func<Workspace> prepare)
    {
        using var workspace = prepare();
        return workspace.Time(program, "test");
    }

    private static Row RowOf(Contender contender, Dictionary<string, Sample> samples)
    {
        var sample = samples[contender.Name];
        var (median, range) = sample.Format("N0");
        var ratio = "";
        if (contender.Reference is not null)
        {
            var (middle, spread) = sample.Over(samples[contender.Reference]).Format("F2");
            ratio = $"{middle} ({spread}) x {contender.Reference}";
        }
        var target = contender.TargetMilliseconds is { } most ? $"target < {most:N0} ms: {(sample.Median < most ? "met" : "missed")}" : "";
        return new Row(contender.Name, median + " ms", range, ratio, target);
    }
}
