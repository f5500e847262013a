using System.Text;
using ModelCI.Core.Items;
using ModelCI.Inference;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>
/// Every file that ONNX Runtime takes weights from is found, however the model is encoded: one that were missed would belong to no digest, and
/// other weights would be answered for by an old verdict.
/// </summary>
internal sealed class ExternalDataTests
{
    private static readonly ItemPool Items = Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, [1f, 2f, 3f, 1f], 2));

    // TensorProto.external_data of the model "external": its location.
    private static readonly byte[] Entry = Field(13, [.. Field(1, "location"u8), .. Field(2, "LOCATION"u8)]);

    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("modelci-external-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("as it was exported")]
    [TestCase("an unknown group in front")]
    [TestCase("unknown groups within each other")]
    [TestCase("unknown numbers of every kind")]
    [TestCase("a long entry before the location")]
    [TestCase("the location before its key")]
    [TestCase("two graphs, which are merged")]
    public void LocationsOf_WhatOnnxRuntimeLoads_AreFound(string encoding)
    {
        var model = Write(Encode(encoding));
        File.WriteAllBytes(Path.Combine(_folder, "LOCATION"), [.. new[] { 0f, 1, 1, 0 }.SelectMany(BitConverter.GetBytes)]);
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(model), null, Worker.Limits);
        predictor.Bind(Items, new PredictionTask(Worker.TwoClasses));
        // The weights were read: they exchange the columns.
        Assert.That(predictor.PredictAll(null, CancellationToken.None).Candidate!.Answers, Is.EqualTo(new[] { 0, 1 }));
        Assert.That(ExternalData.LocationsOf(model), Is.EqualTo(new[] { "LOCATION" }));
    }

    [Test]
    public void OfModel_OtherWeightsBehindAnUnknownGroup_IsAnotherModel()
    {
        var model = Write(Encode("an unknown group in front"));
        var weights = Path.Combine(_folder, "LOCATION");
        File.WriteAllBytes(weights, new byte[16]);
        var digest = ModelDigest.OfModel(model);
        File.WriteAllBytes(weights, [.. new byte[15], 1]);
        Assert.That(ModelDigest.OfModel(model), Is.Not.EqualTo(digest));
    }

    [TestCase("cut off")]
    [TestCase("a group without end")]
    [TestCase("a group that another ends")]
    [TestCase("a wire type that is none")]
    [TestCase("a location that is no text")]
    [TestCase("a location longer than a path")]
    public void LocationsOf_WhatCannotBeReadToItsEnd_IsRefused(string encoding)
    {
        var model = Write(Encode(encoding));
        Assert.Throws<InvalidDataException>(() => ExternalData.LocationsOf(model));
        Assert.Throws<InvalidDataException>(() => ModelDigest.OfModel(model));
        Assert.That(ModelFileProblem.Of(Worker.Source(model))!.Code, Is.EqualTo("MCI2002"));
    }

    private static byte[] Encode(string encoding)
    {
        var model = File.ReadAllBytes(Worker.FileOf("external"));
        byte[] StartOf(int field) => Varint(field << 3 | 3);
        byte[] EndOf(int field) => Varint(field << 3 | 4);
        return encoding switch
        {
            "as it was exported" => model,
            "an unknown group in front" => [.. StartOf(1000), .. EndOf(1000), .. model],
            "unknown groups within each other" => [.. StartOf(1000), .. StartOf(1001), .. Field(7, [1, 2, 3]), .. EndOf(1001), .. EndOf(1000), .. model],
            "unknown numbers of every kind" => [.. Varint(1000 << 3), 5, .. Varint(1000 << 3 | 1), .. new byte[8], .. Varint(1000 << 3 | 5), .. new byte[4], .. model],
            "a long entry before the location" => Replace(model, [.. Field(13, [.. Field(1, "checksum"u8), .. Field(2, Encoding.ASCII.GetBytes(new string('c', 70_000)))]), .. Entry]),
            "the location before its key" => Replace(model, Field(13, [.. Field(2, "LOCATION"u8), .. Field(1, "location"u8)])),
            "two graphs, which are merged" => [.. Field(7, []), .. model],
            "cut off" => model[..^1],
            "a group without end" => [.. model, .. StartOf(1000)],
            "a group that another ends" => [.. StartOf(1000), .. EndOf(1001), .. model],
            "a wire type that is none" => [.. Varint(1000 << 3 | 7), .. model],
            "a location that is no text" => Replace(model, Field(13, [.. Field(1, "location"u8), .. Field(2, [0xFF, 0xFE])])),
            "a location longer than a path" => Replace(model, Field(13, [.. Field(1, "location"u8), .. Field(2, Encoding.ASCII.GetBytes(new string('l', 5000)))])),
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };
    }

    /// <summary>The model with other entries in its weight: the lengths of the messages around them are made anew.</summary>
    private static byte[] Replace(byte[] model, byte[] entries)
    {
        var graph = Inner(model, 7);
        var tensor = Inner(graph, 5);
        Assert.That(tensor.AsSpan().IndexOf(Entry), Is.Not.Negative);
        var changed = Exchange(tensor, Entry, entries);
        return Exchange(model, Field(7, graph), Field(7, Exchange(graph, Field(5, tensor), Field(5, changed))));
    }

    private static byte[] Exchange(byte[] whole, byte[] part, byte[] other)
    {
        var at = whole.AsSpan().IndexOf(part);
        return [.. whole[..at], .. other, .. whole[(at + part.Length)..]];
    }

    /// <summary>The content of the only field of that number.</summary>
    private static byte[] Inner(byte[] message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var (tag, length) = ((int)ReadVarint(message, ref at), 0);
            if ((tag & 7) == 0) ReadVarint(message, ref at);
            else length = (int)ReadVarint(message, ref at);
            if (tag == (field << 3 | 2)) return message[at..(at + length)];
            at += length;
        }
        throw new InvalidOperationException("no such field");
    }

    private static ulong ReadVarint(byte[] bytes, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [.. Varint(number << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value & 0x7F | 0x80));
        return [.. bytes, (byte)value];
    }

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder, "model.onnx");
        File.WriteAllBytes(path, content);
        return path;
    }
}
