using System.Text;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

public sealed class ManyMistakesTests
{
    private const string Folder = "tests/ModelCI.Cli.Tests/Configuration/";

    [Test]
    public void Parse_ManyMistakes_ListsThemAllInTheFilesOrder()
    {
        var problems = Sample.Problems(File.ReadAllText(Golden.PathOf(Folder + "many-mistakes.yml")));
        var text = new StringBuilder();
        foreach (var problem in problems)
        {
            text.Append($"{problem.Where}: {problem.Code} {problem.What}\n");
            if (problem.Excerpt is not null) text.Append(problem.Excerpt.ReplaceLineEndings("\n")).Append('\n');
            if (problem.Fix is not null) text.Append($"  {problem.Fix}\n");
        }
        Golden.Check(text.ToString(), Folder + "many-mistakes.txt");
    }
}
