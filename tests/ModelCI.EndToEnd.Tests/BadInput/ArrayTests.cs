using System.Text;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>.npy and .npz files whose headers lie, or that want to be executed, unpacked without end, or written elsewhere.</summary>
internal sealed class ArrayTests() : BadInputTests(Pairs.Create)
{
    private const string Array = "holdout/x.npy";
    private const string Archive = "holdout/x.npz";
    private const string Rows = "(120, 2)";

    private string Marker => Path.Combine(Workspace.Outside, "executed");

    [Test]
    public void SoundArrays_Pass([Values(Array, Archive)] string file)
    {
        var array = Npy.Of("<f4", Rows, Pairs.Elements());
        Put(file, file == Array ? array : Npy.Archive(("x.npy", array)));
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void Pickle_IsNeverExecuted([Values("|O", "|O8")] string type, [Values] bool isArchived)
    {
        var array = Npy.Of(type, "(120,)", Pickles.That($"touch {Marker}"));
        Put(isArchived ? Archive : Array, isArchived ? Npy.Archive(("x.npy", array)) : array);
        Refuses(["MCI3021"], isArchived ? Archive : Array, $"elements of type '{type}'", "array.astype");
        Put(isArchived ? Archive : Array, isArchived ? Npy.Archive(("x.pkl", Pickles.That($"touch {Marker}"))) : Pickles.That($"touch {Marker}"));
        Refuses([isArchived ? "MCI3302" : "MCI3020"], isArchived ? Archive : Array);
        Assert.That(File.Exists(Marker), Is.False, "something was executed");
    }

    [TestCase("(121, 2)", "MCI3022", "968", "960")]
    [TestCase("(119, 2)", "MCI3022", "952", "960")]
    [TestCase("(1099511627776, 2)", "MCI3026")]
    [TestCase("(120, 9223372036854775807)", "MCI3026")]
    [TestCase("(4611686018427387904, 4611686018427387904)", "MCI3026")]
    [TestCase("(99999999999999999999, 2)", "MCI3020")]
    [TestCase("(-120, -2)", "MCI3020")]
    [TestCase("(0, 2)", "MCI3024", "no items")]
    [TestCase("(120, 0)", "MCI3025")]
    [TestCase("()", "MCI3023")]
    [TestCase("(1.2e2, 2)", "MCI3020")]
    [TestCase("__import__('os').system('touch ../home/executed')", "MCI3020")]
    public void LyingShape_IsRefused(string shape, string code, params string[] words)
    {
        Put(Array, Npy.Of("<f4", shape, Pairs.Elements()));
        Refuses([code], [Array, .. words]);
        Put(Archive, Npy.Archive(("x.npy", Npy.Of("<f4", shape, Pairs.Elements()))));
        Refuses([code], [Archive, .. words]);
        Assert.That(File.Exists(Marker), Is.False);
    }

    [TestCase("[('a', '<f4'), ('b', '<f4')]")]
    [TestCase("'<c8'")]
    [TestCase("'<M8[ns]'")]
    [TestCase("'<U4'")]
    [TestCase("'|S4'")]
    [TestCase("'<f3'")]
    [TestCase("'|V8'")]
    [TestCase("'\u001b[31m\n::error::x##[debug]'")]
    public void OtherTypes_AreNamed(string type)
    {
        Put(Array, Npy.WithHeader($"{{'descr': {type}, 'fortran_order': False, 'shape': {Rows}, }}", Pairs.Elements()));
        Refuses(["MCI3021"], Array, "float16 to float64");
    }

    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (120, 2), ", null)]
    [TestCase("{'descr': '<f4', 'fortran_order': maybe, 'shape': (120, 2), }", null)]
    [TestCase("{'descr': '<f4', 'shape': (120, 2), }", null)]
    [TestCase("{'\u001b[31m': 1}", null)]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (120, 2), }", 3)]
    [TestCase("{'descr': '<f4', 'fortran_order': False, 'shape': (120, 2), }", 60000)]
    [TestCase("", null)]
    public void LyingHeader_IsRefused(string header, int? length)
    {
        Put(Array, Npy.WithHeader(header, Pairs.Elements(), (ushort?)length));
        Refuses(["MCI3020"], Array);
    }

    [TestCase(3)]
    [TestCase(9)]
    [TestCase(50)]
    [TestCase(-1)]
    [TestCase(-200)]
    public void CutFile_IsRefused(int at)
    {
        var whole = Npy.Of("<f4", Rows, Pairs.Elements());
        Put(Array, whole[..(at < 0 ? whole.Length + at : at)]);
        Refuses([at is > 0 and < 60 ? "MCI3020" : "MCI3022"], Array);
        var archive = Npy.Archive(("x.npy", whole));
        Assume.That(archive, Has.Length.GreaterThan(200));
        Put(Archive, archive[..(at < 0 ? archive.Length + at : at)]);
        Refuses(["MCI3300"], Archive);
    }

    [Test]
    public void RenamedFile_IsNoArray([Values("png", "csv", "npz", "zeros")] string kind, [Values(Array, Archive)] string file)
    {
        Put(file, kind switch
        {
            "png" => [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8],
            "csv" => File.ReadAllBytes(Workspace.PathOf(Pairs.ItemFile)),
            "npz" when file == Array => Npy.Archive(("x.npy", Npy.Of("<f4", Rows, Pairs.Elements()))),
            "npz" => Npy.Of("<f4", Rows, Pairs.Elements()),
            _ => new byte[500],
        });
        Refuses([file == Array ? "MCI3020" : "MCI3300"], file, "fix: ");
    }

    [TestCase("../x.npy")]
    [TestCase("/etc/x.npy")]
    [TestCase("a/../../x.npy")]
    [TestCase("..\\x.npy")]
    [TestCase("C:x.npy")]
    [TestCase("\u001b[31m.npy")]
    [TestCase("x\n::error::.npy")]
    public void ClimbingName_IsNoPath(string name)
    {
        Put(Archive, Npy.Archive((name, Npy.Of("<f4", Rows, Pairs.Elements()))));
        Refuses(["MCI3303"], Archive);
        Put(Archive, Npy.Archive(("x.npy", Npy.Of("<f4", Rows, Pairs.Elements())), (name, [])));
        Refuses(["MCI3303"], Archive);
    }

    [Test]
    public void Bomb_IsNotUnpacked()
    {
        // 1.6 GB of zeros in less than 2 MB.
        Put(Archive, Npy.Zeros(200_000_000));
        Refuses(["MCI3307"], Archive + ":x.npy", "1600000", "numpy.savez");
    }

    [Test]
    public void Archive_OfSomethingElse()
    {
        var array = Npy.Of("<f4", Rows, Pairs.Elements());
        Put(Archive, Npy.Archive());
        Refuses(["MCI3301"], Archive);
        Put(Archive, Npy.Archive(("x.npy", array), ("x.npy", array)));
        Refuses(["MCI3304"], "'x.npy'");
        Put(Archive, Npy.Archive(("x.npy", array), ("readme.txt", Encoding.ASCII.GetBytes("hello"))));
        Refuses(["MCI3302"], "'readme.txt'");
        var damaged = Npy.Archive(("x.npy", array));
        damaged[60] ^= 0xFF;
        Put(Archive, damaged);
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Match(@"^error\[MCI3(02\d|30\d)\]: " + Archive));
    }

    [Test]
    public void ArraysOfDifferentLengths()
    {
        Put(Array, Npy.Of("<f4", Rows, Pairs.Elements()));
        Workspace.Configure($"  items: {Array}\n", "  items: { x: holdout/x.npy, y: holdout/y.npy }\n");
        File.WriteAllBytes(Workspace.PathOf("holdout/y.npy"), Npy.Of("<f4", "(119,)", new byte[119 * 4]));
        Refuses(["MCI3028"], "x 120, y 119");
        Workspace.Configure(", y: holdout/y.npy", "");
        Workspace.Write(Pairs.LabelFile, "id,label\np000,0\np001,1\n");
        Refuses(["MCI3034"], "2 rows of labels for 120 items");
    }

    private bool _isConfigured;
    private string _file = Pairs.ItemFile;

    private void Put(string file, byte[] content)
    {
        if (!_isConfigured) Workspace.UseArrays(file);
        else if (_file != file) Workspace.Configure($"  items: {_file}\n", $"  items: {file}\n");
        (_isConfigured, _file) = (true, file);
        File.WriteAllBytes(Workspace.PathOf(file), content);
    }
}
