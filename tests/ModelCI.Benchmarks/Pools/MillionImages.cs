using System.Text;
using ModelCI.Benchmarks.Processes;

namespace ModelCI.Benchmarks.Pools;

/// <summary>1,000,000 images of 784 bytes: those of the image task, again and again, each with its number in its first pixels.</summary>
internal static class MillionImages
{
    public const int Items = 1_000_000;

    private const int Bytes = 28 * 28;

    public static void WriteTo(string folder)
    {
        var source = File.ReadAllBytes(FashionTask.Items);
        var pixels = source.AsSpan(source.Length - (10_000 * Bytes));
        var labels = File.ReadLines(FashionTask.Labels).Skip(1).Select(line => line.Split(',')[1]).ToArray();
        var header = Encoding.ASCII.GetBytes($"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Items}, 1, 28, 28), }}".PadRight(117) + "\n");
        using var images = File.Create(Path.Combine(folder, "images.npy"));
        images.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header]);
        using var sheet = File.CreateText(Path.Combine(folder, "labels.csv"));
        sheet.Write("id,label\n");
        for (var item = 0; item < Items; item++)
        {
            var image = pixels.Slice(item % 10_000 * Bytes, Bytes);
            BitConverter.TryWriteBytes(image, item);
            images.Write(image);
            sheet.Write($"{item},{labels[item % 10_000]}\n");
        }
        File.WriteAllText(Path.Combine(folder, "modelci.yml"), $$"""
            version: 1
            candidate: {{FashionTask.Better}}
            baseline: {{FashionTask.Linear}}
            holdout:
              name: million-images
              items: images.npy
              labels: labels.csv
              inputs: { image: { from: images, scale: 0.00392156862745098 } }
            gate:
              condition: "n - o > 0 +/- 0.01"
              reliability: 0.999
            ledger: { remote: none }
            """);
    }
}
