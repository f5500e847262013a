using System.Text;
using ModelCI.Benchmarks.Tables;

namespace ModelCI.Benchmarks.Inference;

/// <summary>A million images: the worker's memory must not grow with them.</summary>
internal static class ManyItems
{
    private const int Items = 1_000_000;
    private const int RowBytes = 28 * 28;
    private const double MostMegabytes = 110;

    public static IEnumerable<Row> Measure()
    {
        Console.Error.WriteLine($"inference: {Items:N0} items");
        var folder = Directory.CreateTempSubdirectory("modelci-items-");
        try
        {
            using var images = new MappedArray(Write(folder), [28, 28]);
            var pool = images.ToPool();
            using var worker = new WorkerRuns(pool, ["f01_linear"]);
            using var memory = new ProcessMemory(worker.ProcessId);
            var time = worker.Time();
            var most = memory.MostMegabytes;
            return
            [
                new Row($"f01, {Items:N0} items of {RowBytes} bytes", $"{most:F0} MB", "", "",
                    $"RssAnon of the worker over {time.TotalSeconds:F1} s, target < {MostMegabytes:F0} MB: {(most < MostMegabytes ? "met" : "missed")}"),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Write(DirectoryInfo folder)
    {
        var path = Path.Combine(folder.FullName, "images.npy");
        var header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({Items}, 28, 28), }}".PadRight(117) + "\n";
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)]);
        var random = new Random(5);
        var block = new byte[RowBytes * 1000];
        for (var start = 0; start < Items; start += 1000)
        {
            random.NextBytes(block);
            stream.Write(block);
        }
        return path;
    }
}
