using System.CommandLine;
using System.Runtime.CompilerServices;
using ModelCI.Benchmarks.Gating;
using ModelCI.Benchmarks.Inference;
using ModelCI.Benchmarks.Labels;
using ModelCI.Benchmarks.Ledgers;
using ModelCI.Benchmarks.Pools;
using ModelCI.Benchmarks.Processes;
using ModelCI.Benchmarks.Tables;
using ModelCI.Inference;

namespace ModelCI.Benchmarks;

/// <summary>Measures, and prints a Markdown table per group. Progress goes to standard error.</summary>
internal static class Program
{
    private const string Everything = "all";

    public static int Main(string[] arguments)
    {
        if (arguments is [BareProcess.Argument]) return BareProcess.Run();
        return arguments is [Models.WorkerArgument] ? Serve() : Measure(arguments);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Serve() => WorkerProgram.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());

    // Not inlined: the bare process must not load the libraries that this needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Measure(string[] arguments)
    {
        var group = new Argument<string>("group") { Description = "what to measure", DefaultValueFactory = _ => Everything };
        group.AcceptOnlyFromAmong(Everything, ProcessGroup.Name, GateGroup.Name, LedgerGroup.Name, LabelGroup.Name, PoolGroup.Name, InferenceGroup.Name);
        var command = new Option<FileInfo>("--command") { Description = "the published modelci; left out, it is published first" };
        command.AcceptExistingOnly();
        var readme = new Option<FileInfo>("--readme") { Description = "the file whose table of labels is written anew" };
        readme.AcceptExistingOnly();
        var root = new RootCommand("ModelCI's benchmarks") { group, command, readme };
        root.SetAction(parsed =>
        {
            var chosen = parsed.GetRequiredValue(group);
            Console.WriteLine(Machine.Describe());
            if (chosen is Everything or ProcessGroup.Name) Print(ProcessGroup.Measure(parsed.GetValue(command)));
            if (chosen is Everything or GateGroup.Name) Print(GateGroup.Measure());
            if (chosen is Everything or LedgerGroup.Name) Print(LedgerGroup.Measure());
            if (chosen is Everything or InferenceGroup.Name) Print(InferenceGroup.Measure(parsed.GetValue(command)));
            if (chosen is Everything or PoolGroup.Name) Print(PoolGroup.Measure(parsed.GetValue(command)));
            if (chosen is Everything or LabelGroup.Name) PrintLabels(parsed.GetValue(readme));
        });
        return root.Parse(arguments).Invoke();
    }

    private static void PrintLabels(FileInfo? readme)
    {
        var table = LabelGroup.Table();
        Console.WriteLine();
        Console.WriteLine(table);
        if (readme is not null) ReadmeTable.Replace(readme, table);
    }

    private static void Print(IEnumerable<Row> rows)
    {
        Console.WriteLine();
        Console.WriteLine(MarkdownTable.Of(rows));
    }
}
