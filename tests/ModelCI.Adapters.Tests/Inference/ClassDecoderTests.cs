using ModelCI.Core.Items;
using ModelCI.Inference.Mapping;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

internal sealed class ClassDecoderTests
{
    [TestCase(1L, 1)]
    [TestCase(2L, -1)]
    public void IndexOf_IntegerWithNamedClasses_IsThePosition(long label, int expected) =>
        Assert.That(new ClassDecoder(new ClassList(["no", "yes"]), ElementType.Int64).IndexOf(label), Is.EqualTo(expected));

    [TestCase(7L, 1)]
    [TestCase(1L, -1)]
    public void IndexOf_IntegerWithIntegerClasses_IsTheValue(long label, int expected) =>
        Assert.That(new ClassDecoder(new ClassList(["3", "7"]), ElementType.Int64).IndexOf(label), Is.EqualTo(expected));

    [TestCase("False", "True", 1)]
    [TestCase("true", "false", 0)]
    [TestCase("no", "yes", 1)]
    [TestCase("0", "1", 1)]
    [TestCase("1", "0", 0)]
    public void IndexOf_True_ByNameElseByPosition(string first, string second, int expected) =>
        Assert.That(new ClassDecoder(new ClassList([first, second]), ElementType.Bool).IndexOf(1), Is.EqualTo(expected));
}
