using ModelCI.Core.Simulation;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Simulation;

internal sealed class PhiloxTests
{
    // Made with NumPy 1.24's Philox, an implementation of its own; the first, second and last are also in Random123's list of known answers.
    private static readonly object[] Known =
    [
        new object[] { new ulong[2], new ulong[4], new ulong[] { 0x16554D9ECA36314C, 0xDB20FE9D672D0FDC, 0xD7E772CEE186176B, 0x7E68B68AEC7BA23B } },
        new object[]
        {
            new ulong[] { 0x452821E638D01377, 0xBE5466CF34E90C6C },
            new ulong[] { 0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89 },
            new ulong[] { 0xA528F45403E61D95, 0x38C72DBD566E9788, 0xA5A1610E72FD18B5, 0x57BD43B5E52B7FE6 },
        },
        new object[] { new ulong[] { 1, 2 }, new ulong[] { 5, 0, 0, 0 }, new ulong[] { 0x202D2686B8D44780, 0x9EA40C013550E975, 0x251549B6C7035FCA, 0x12E62B9516470733 } },
        new object[]
        {
            new[] { ulong.MaxValue, ulong.MaxValue },
            new[] { ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue },
            new ulong[] { 0x87B092C3013FE90B, 0x438C3C67BE8D0224, 0x9CC7D7C69CD777B6, 0xA09CAEBF594F0BA0 },
        },
    ];

    [TestCaseSource(nameof(Known))]
    public void Block_KnownAnswers_AreMet(ulong[] key, ulong[] counter, ulong[] expected)
    {
        var block = new ulong[4];
        Philox.Block(key[0], key[1], counter, block);
        Assert.That(block, Is.EqualTo(expected));
        // In place, too.
        Philox.Block(key[0], key[1], counter, counter);
        Assert.That(counter, Is.EqualTo(expected));
    }
}
