using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Starting;

/// <summary>The scripts for shells, run by these shells.</summary>
internal sealed class CompletionTests() : WorkspaceTests(() => new Workspace())
{
    private const string Bash = """
        eval "$(modelci completion bash)"
        complete -p modelci
        while IFS= read -r line; do
            COMP_LINE=$line COMP_POINT=${#line}
            read -ra COMP_WORDS <<< "$line"
            [[ $line == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _modelci
            echo "$line=> ${COMPREPLY[*]}"
        done <<< "$LINES_TO_COMPLETE"
        """;

    // Plays what the line editor sets, and shows what would be offered.
    private const string Zsh = """
        compdef() { echo "compdef $@" }
        compadd() { shift; echo "$LBUFFER=> $@" }
        _files() { echo "$LBUFFER=> files" }
        eval "$(modelci completion zsh)"
        for line in ${(f)LINES_TO_COMPLETE}; do
            LBUFFER=$line
            words=(${(z)line})
            _modelci
        done
        """;

    private const string Pwsh = """
        modelci completion pwsh | Out-String | Invoke-Expression
        foreach ($line in $env:LINES_TO_COMPLETE -split "`n") {
            $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText
            "$line=> $found"
        }
        """;

    private static readonly (string Line, string Word)[] Cases =
    [
        ("modelci ", "holdout"), ("modelci te", "test"), ("modelci holdout ", "rotate"), ("modelci ledger show --un", "--unseal"), ("modelci plan --mode ", "fn-free"),
        ("modelci plan --mode fp", "fp-free"), ("modelci test --format ", "json"), ("modelci report report.json --format ", "junit"), ("modelci init --feedback ", "estimates"), ("modelci completion ", "zsh"),
    ];

    [Test]
    public void Bash_OffersCommandsOptionsAndValues() => Check("bash", "-c", Bash, "complete -o bashdefault -o default -F _modelci modelci");

    [Test]
    public void Zsh_OffersCommandsOptionsAndValues() => Check("zsh", "-c", Zsh, "compdef _modelci modelci");

    [Test]
    public void Pwsh_OffersCommandsOptionsAndValues() => Check("pwsh", "-Command", Pwsh, null);

    [Test]
    public void UnknownShell_IsAProblem() => IsProblem(Workspace.Run("completion", "fish"), "MCI1000", "fish");

    [TestCase("[suggest:5] plan x")]
    [TestCase("[suggest:999]")]
    [TestCase("[suggest:x]")]
    [TestCase("[suggest:5]x")]
    [TestCase("[suggest]")]
    public void Suggest_OddQuestion_NeverEndsAsABug(string question) => Assert.That(Workspace.Run(question).ExitCode, Is.AnyOf(0, 2));

    private void Check(string shell, string option, string script, string? registered)
    {
        var program = ((string[])["/usr/bin", "/bin", "/usr/local/bin", "/opt/microsoft/powershell/7"]).Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        if (program is null) Assert.Ignore($"{shell} is not present");
        Workspace.Environment["PATH"] = Path.GetDirectoryName(Checkout.Executable) + Path.PathSeparator + Workspace.Environment["PATH"];
        Workspace.Environment["LINES_TO_COMPLETE"] = string.Join('\n', Cases.Select(test => test.Line));
        using var child = Child.Start(program, Workspace.Folder, Workspace.Environment, option, script);
        var outcome = child.Wait();
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            if (registered is not null) Assert.That(outcome.Out, Does.Contain(registered));
            foreach (var (line, word) in Cases) Assert.That(outcome.Out.Split('\n'), Has.Some.Match($"^{System.Text.RegularExpressions.Regex.Escape(line)}=> (.* )?{word}( .*)?$"), outcome.ToString());
        }
    }
}
