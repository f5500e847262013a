using System.Reflection;
using System.Runtime.CompilerServices;
using ModelCI.Core.Gating;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Architecture;

internal sealed class CoreTypesTests
{
    private static readonly Assembly Core = typeof(Gate).Assembly;

    [Test]
    public void References_AreTheBaseLibraryOnly()
    {
        var others = Core.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal));
        Assert.That(others, Is.Empty);
    }

    [TestCase("System.Console")]
    [TestCase("System.Diagnostics.Process")]
    [TestCase("System.IO.FileSystem")]
    [TestCase("System.Net.Http")]
    [TestCase("System.Net.Sockets")]
    public void References_NothingOfTheWorldOutside(string assembly) =>
        Assert.That(Core.GetReferencedAssemblies().Select(name => name.Name), Has.None.EqualTo(assembly));

    [Test]
    public void Types_ArePublicOnlyIfClosedForInheritance()
    {
        // A class is sealed, static or a base that only Core's own types extend.
        var open = Core.GetExportedTypes().Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false });
        Assert.That(open, Is.Empty);
    }

    [Test]
    public void Properties_HaveNoPublicSetters()
    {
        var settable = from type in Core.GetTypes()
                       where !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsGenerated(type)
                       from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                       let setter = property.GetSetMethod()
                       where setter is not null && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
                       select $"{type.Name}.{property.Name}";
        Assert.That(settable, Is.Empty);
    }

    [Test]
    public void Fields_AreNeverPublicUnlessConstantNorStaticUnlessReadOnly()
    {
        var fields = from type in Core.GetTypes()
                     where !type.IsEnum && !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !IsGenerated(type)
                     from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                     where !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute))
                     where field.IsPublic || (field.IsStatic && !field.IsInitOnly)
                     select $"{type.Name}.{field.Name}";
        Assert.That(fields, Is.Empty);
    }

    // The source generator of System.Text.Json writes caches with setters.
    private static bool IsGenerated(Type type) =>
        typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type) || type.FullName!.Contains('<', StringComparison.Ordinal);
}
