using ModelCI.Holdout.Arrays;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Sealing;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class NpyProblemsTests : HoldoutFixture
{
    private static readonly byte[] TwoBytes = [1, 2];

    [TestCase("<U10")]
    [TestCase("|S5")]
    [TestCase("<c8")]
    [TestCase("<M8[ns]")]
    [TestCase("<f16")]
    [TestCase("|f4")]
    [TestCase("f4")]
    [TestCase("")]
    public void Read_OtherElementType_IsRefused(string type) =>
        AssertRefused(Npy.Of(type, "(2,)", TwoBytes), "MCI3021", $"'{type}'", "float16 to float64");

    [TestCase("|O")]
    [TestCase("O")]
    public void Read_Objects_AreRefusedByName(string type) => AssertRefused(Npy.Of(type, "(2,)", TwoBytes), "MCI3021", "'|O'", "pickle", "never loaded");

    [Test]
    public void Read_Pickle_IsRefusedByName() => AssertRefused([0x80, 4, 0x95, .. new byte[30]], "MCI3020", "pickle", "never loaded");

    [Test]
    public void Read_StructuredType_IsRefused() =>
        AssertRefused(Npy.Bytes("{'descr': [('a', '<f4'), ('b', '<i4')], 'fortran_order': False, 'shape': (2,), }", TwoBytes), "MCI3021", "'structured'");

    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }", "MCI3022", "3 bytes")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", "MCI3022", "holds 2")]
    [TestCase("{'descr': '<f8', 'fortran_order': True, 'shape': (1048576, 1048576), }", "MCI3022", "8796093022208 bytes")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (), }", "MCI3023", "leading axis")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (0, 2), }", "MCI3024", "no items")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 0), }", "MCI3025", "(2, 0)")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (4294967296,), }", "MCI3026", "4294967296")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 9223372036854775807, 9223372036854775807), }", "MCI3026", "in one item")]
    public void Read_ShapeThatDoesNotFit_IsRefused(string header, string code, string words) => AssertRefused(Npy.Bytes(header, TwoBytes), code, words);

    [TestCase("{'descr': '|u1', 'fortran_order': False, }", "missing")]
    [TestCase("{'descr': '|u1', 'fortran_order': 0, 'shape': (2,), }", "neither True nor False")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (-2,), }", "axis")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999,), }", "axis")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': 2, }", "'(' was expected")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), 'x': 1}", "'x'")]
    [TestCase("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), } + 1", "after the dictionary")]
    [TestCase("{'descr': __import__('os'), 'shape': (2,), }", "quoted text")]
    [TestCase("{'descr': '|u1", "not closed")]
    [TestCase("", "'{' was expected")]
    public void Read_HeaderThatIsNoDictionary_IsRefused(string header, string words) => AssertRefused(Npy.Bytes(header, TwoBytes), "MCI3020", words);

    [Test]
    public void Read_FileThatIsNoArray_IsRefused()
    {
        AssertRefused([], "MCI3010", "empty");
        AssertRefused("PK\u0003\u0004 a zip file"u8.ToArray(), "MCI3020", "NUMPY");
        AssertRefused([0x93, .. "NUMPY"u8, 4, 0, 1, 0, (byte)'{'], "MCI3020", "version 4");
        AssertRefused([0x93, .. "NUMPY"u8, 1, 0, 200, 0, (byte)'{'], "MCI3020", "ends within its header");
        AssertRefused([0x93, .. "NUMPY"u8, 2, 0, 255, 255, 255, 255], "MCI3020", "4294967295 bytes");
    }

    private void AssertRefused(byte[] file, string code, params string[] words)
    {
        Write("x.npy", file);
        AssertProblem(() => NpyFile.Read("x", HoldoutFile.Resolve("x.npy", Folder), new Unsealer("test", null)), code, [.. words, "x.npy"]);
    }
}
