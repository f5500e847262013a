using System.Text;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>What Python's pickle would execute.</summary>
internal static class Pickles
{
    /// <summary>Protocol 0: the call os.system(command).</summary>
    public static byte[] That(string command) => Encoding.UTF8.GetBytes($"cos\nsystem\n(S'{command}'\ntR.");
}
