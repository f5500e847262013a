namespace ModelCI.Benchmarks.Processes;

/// <summary>This program, asked to do nothing: what starting .NET costs before anything of ModelCI runs.</summary>
internal static class BareProcess
{
    public const string Argument = "bare-process";

    public static int Run()
    {
        Console.WriteLine(Argument);
        return 0;
    }
}
