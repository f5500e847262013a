using System.Text;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Models that mean harm, in either place and under either way of reading. What loads is refused before anything is opened; what runs wrong, where it runs.</summary>
internal sealed class HostileModelTests() : BadInputTests(Pairs.Create)
{
    private const string Limits = "ledger: { remote: none }";

    [Test]
    public void TheGateItself_Passes([Values] bool isLazy)
    {
        if (isLazy) Workspace.ReadLazily();
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void RenamedFile_IsNoModel([Values("png", "csv", "pickle", "zip", "cut", "zeros", "random")] string kind, [Values(Pairs.Candidate, Pairs.Baseline)] string place)
    {
        var random = new byte[700];
        new Random(kind.Length).NextBytes(random);
        File.WriteAllBytes(Workspace.PathOf(place), kind switch
        {
            "png" => [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8],
            "csv" => File.ReadAllBytes(Workspace.PathOf(Pairs.ItemFile)),
            "pickle" => Pickles.That($"touch {Marker}"),
            "zip" => Npy.Archive(("model.onnx", File.ReadAllBytes(Checkout.PairModel("scores_float")))),
            "cut" => File.ReadAllBytes(Checkout.PairModel("scores_float"))[..^40],
            "zeros" => new byte[700],
            _ => random,
        });
        Refuses(["MCI2002"], $"{Role(place)} {place}", $"'{place}' is no ONNX model: ", "fix: export the model again");
        Assert.That(File.Exists(Marker), Is.False, "something was executed");
    }

    [TestCase("unknown_operator", "MCI2002", "com.example:Nonsense", "custom operators are not supported")]
    [TestCase("scores_nan", "MCI2008", "'scores' holds NaN or infinite scores", "mend the model")]
    [TestCase("leading_axis", "MCI2009", "its first axis is not the batch")]
    [TestCase("two_scores", "MCI2006", "several outputs could decide", "'output: first'")]
    [TestCase("label_int8", "MCI2004", "'x: int8 [N]'")]
    [TestCase("zipmap_only", "MCI2006", "scores as maps cannot be read")]
    public void WrongModel_IsNamed(string model, string code, params string[] words)
    {
        foreach (var place in (string[])[Pairs.Candidate, Pairs.Baseline])
        {
            using var other = Pairs.Create();
            Workspace.Use(place, model);
            Refuses([code], [$"{Role(place)} {place}", .. words]);
            File.Copy(other.PathOf(place), Workspace.PathOf(place), overwrite: true);
        }
    }

    [TestCase("scores_nan", "MCI2008")]
    [TestCase("leading_axis", "MCI2009")]
    public void WrongModel_ReadLazily(string model, string code)
    {
        Workspace.ReadLazily();
        Workspace.Use(Pairs.Baseline, model);
        // A sample is run before anything is opened.
        Refuses([code], "baseline " + Pairs.Baseline);
    }

    [Test]
    public void EndlessLoop_IsEnded([Values(Pairs.Candidate, Pairs.Baseline)] string place, [Values] bool isLazy)
    {
        Workspace.Configure(Limits, "limits: { seconds-per-batch: 1 }\n" + Limits);
        Workspace.Use(place, "endless");
        if (isLazy) Workspace.ReadLazily();
        Refuses(["MCI2011"], $"{Role(place)} {place}", "did not answer within 1 s and was ended", "limits.seconds-per-batch");
        if (OperatingSystem.IsLinux()) Processes.WaitUntil(() => Processes.AreGone(Workspace.Folder));
    }

    [TestCase("huge_constant", false)]
    [TestCase("huge_when_run", false)]
    [TestCase("huge_when_run", true)]
    [Platform(Include = "Linux", Reason = "memory is limited on Linux only")]
    public void SixGigabytes_AreMoreThanTheLimit(string model, bool isLazy)
    {
        Workspace.Configure(Limits, "limits: { memory: 1GiB }\n" + Limits);
        Workspace.Use(Pairs.Candidate, model);
        if (isLazy) Workspace.ReadLazily();
        Refuses(["MCI2014"], "candidate", "more memory than limits.memory allows", "raise limits.memory");
    }

    [TestCase("../w.bin")]
    [TestCase("/etc/w.b")]
    [TestCase("x/../w.b")]
    [TestCase("link.bin")]
    [TestCase("deep/w.b")]
    public void WeightsOutsideTheFolder_AreNotRead(string location)
    {
        foreach (var file in (string[])["w.bin", "models/w.b", "holdout/w.b"]) File.WriteAllBytes(Workspace.PathOf(file), new byte[16]);
        File.CreateSymbolicLink(Workspace.PathOf("models/link.bin"), "../w.bin");
        Directory.CreateSymbolicLink(Workspace.PathOf("models/deep"), "../holdout");
        foreach (var place in (string[])[Pairs.Candidate, Pairs.Baseline])
        {
            var sound = File.ReadAllBytes(Workspace.PathOf(place));
            WriteExternal(place, location);
            Refuses(["MCI2015"], Role(place), $"keeps weights in '{location}', which leads out of its folder", "put the file beside the model");
            File.WriteAllBytes(Workspace.PathOf(place), sound);
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "pipes and devices with a path")]
    public void WeightsThatAreAPipe_AreNotWaitedFor([Values("pipe", "/dev/zero")] string what)
    {
        WriteExternal(Pairs.Candidate, "w-in.bin");
        Files.Put(what, Workspace.PathOf("models/w-in.bin"));
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Match(@"^error\[MCI20(01|02|15)\]: candidate"));
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "pipes and devices with a path")]
    public void NoFile_IsNotWaitedFor([Values("pipe", "/dev/zero", "circle", "folder", "nothing")] string what, [Values(Pairs.Candidate, Pairs.Baseline)] string place)
    {
        Files.Put(what, Workspace.PathOf(place));
        var (code, word) = what switch
        {
            "circle" => ("MCI2001", "cannot be read: too many symbolic links"),
            "folder" => ("MCI2001", "is a folder"),
            "nothing" => ("MCI2001", "does not exist"),
            _ => ("MCI2002", "is empty, or a pipe or a device, which is not read"),
        };
        Refuses([code], Role(place), place, word, "fix: ");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "file modes")]
    public void UnreadableFile_IsNamed([Values(Pairs.Candidate, Pairs.Baseline)] string place)
    {
        Workspace.Forbid(place);
        Refuses(["MCI2001"], Role(place), place, "cannot be read", "permissions");
    }

    [Test]
    public void NamesWithinTheModel_AreShownNotObeyed()
    {
        // 'second' is the name of an output, which the message lists.
        Replace(Pairs.Candidate, "two_scores", "second"u8, "\u001b[31m\n"u8);
        Refuses(["MCI2006"], "'\\u001b[31m\\u000a: float [N,2]'");
        Replace(Pairs.Candidate, "two_scores", "second"u8, "\u202e##["u8);
        Refuses(["MCI2006"], "'\\u202e#\\u0023[: float [N,2]'");
        Replace(Pairs.Candidate, "unknown_operator", "Nonsense"u8, "\n::mask:"u8);
        var outcome = Run("test");
        Exits(outcome, 2);
        Plain.Check(outcome.Error, "stderr");
    }

    private string Marker => Path.Combine(Workspace.Outside, "executed");

    private static string Role(string place) => Path.GetFileNameWithoutExtension(place);

    /// <summary>The model that keeps its weights in a file, under a name of as many letters as it was made with.</summary>
    private void WriteExternal(string place, string location) => Replace(place, "external", "LOCATION"u8, Encoding.ASCII.GetBytes(location));

    private void Replace(string place, string model, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        var bytes = File.ReadAllBytes(Checkout.PairModel(model));
        for (var at = 0; bytes.AsSpan(at).IndexOf(from) is var found and >= 0; at += found + to.Length) to.CopyTo(bytes.AsSpan(at + found));
        File.WriteAllBytes(Workspace.PathOf(place), bytes);
    }
}
