using ModelCI.Inference.Mapping;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

internal sealed class RowShapesTests
{
    [TestCase(new int[0], new int[0], new int[0])]
    [TestCase(new int[0], new[] { 1 }, new[] { 1 })]
    [TestCase(new int[0], new[] { -1 }, new[] { 1 })]
    [TestCase(new[] { 1 }, new int[0], new int[0])]
    [TestCase(new[] { 28, 28 }, new[] { 1, 28, 28 }, new[] { 1, 28, 28 })]
    [TestCase(new[] { 28, 28, 1 }, new[] { 1, 28, 28 }, new[] { 1, 28, 28 })]
    [TestCase(new[] { 40 }, new[] { -1 }, new[] { 40 })]
    [TestCase(new[] { 3, 32, 32 }, new[] { 3, -1, -1 }, new[] { 3, 32, 32 })]
    public void Fit_DimensionsOfOne_AreFree(int[] given, int[] declared, int[] expected) =>
        Assert.That(RowShapes.Fit(given, null, declared), Is.EqualTo(expected));

    [TestCase(new[] { 784 }, new[] { 1, 28, 28 })]
    [TestCase(new[] { 32, 32, 3 }, new[] { 3, 32, 32 })]
    [TestCase(new[] { 2 }, new[] { 3 })]
    [TestCase(new int[0], new[] { 2 })]
    public void Fit_OtherOrder_IsNotGuessed(int[] given, int[] declared) => Assert.That(RowShapes.Fit(given, null, declared), Is.Null);

    [Test]
    public void Fit_NoDeclaredShape_TakesTheData() => Assert.That(RowShapes.Fit([5], null, null), Is.EqualTo(new[] { 5 }));

    [Test]
    public void Fit_WantedShape_Reshapes() => Assert.That(RowShapes.Fit([784], [1, 28, 28], [1, 28, 28]), Is.EqualTo(new[] { 1, 28, 28 }));

    [TestCase(new[] { 1, 28, 27 })]
    [TestCase(new[] { 28, 28 })]
    public void Fit_WantedShapeOfOtherSizeOrRank_DoesNotFit(int[] wanted) => Assert.That(RowShapes.Fit([784], wanted, [1, 28, 28]), Is.Null);
}
