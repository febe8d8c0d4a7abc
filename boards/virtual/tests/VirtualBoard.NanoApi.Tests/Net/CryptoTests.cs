extern alias nanoapi;

using nanoapi::System.Security.Cryptography;

namespace VirtualBoard.NanoApi.Tests.Net;

public sealed class CryptoTests
{
    /// <summary>Test cases 1 to 4, 6 and 7 of RFC 4231: key, data, HMAC-SHA-256, HMAC-SHA-512.</summary>
    public static TheoryData<string, string, string, string> Rfc4231 => new()
    {
        {
            Repeat("0b", 20), "4869205468657265",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854"
        },
        {
            "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"
        },
        {
            Repeat("aa", 20), Repeat("dd", 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
            "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb"
        },
        {
            "0102030405060708090a0b0c0d0e0f10111213141516171819", Repeat("cd", 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
            "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd"
        },
        {
            Repeat("aa", 131), "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
        },
        {
            Repeat("aa", 131),
            "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c6172676572207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265696e6720757365642062792074686520484d414320616c676f726974686d2e",
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58"
        },
    };

    [Theory]
    [MemberData(nameof(Rfc4231))]
    public void Hmac_is_that_of_RFC_4231(string key, string data, string hash256, string hash512)
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            using var hmac = new HMACSHA256(Bytes(key));
            Assert.Equal(hash256, Hex(hmac.ComputeHash(Bytes(data))));
            Assert.Equal(hash256, Hex(hmac.Hash!));
            Assert.Equal(hash256, Hex(HMACSHA256.HashData(Bytes(key), Bytes(data))));
            Assert.Equal(hash512, Hex(new HMACSHA512(Bytes(key)).ComputeHash(Bytes(data))));
        });
    }

    [Fact]
    public void A_key_may_be_changed_and_none_drawn_twice()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            using var hmac = new HMACSHA256();
            Assert.NotEqual(hmac.Key, new HMACSHA256().Key);
            hmac.Key = Bytes("4a656665");
            Assert.StartsWith("5bdcc146", Hex(hmac.ComputeHash(Bytes("7768617420646f2079612077616e7420666f72206e6f7468696e673f"))), StringComparison.Ordinal);
            Assert.Throws<ArgumentNullException>(() => hmac.ComputeHash(null!));
        });
    }

    [Fact]
    public void Aes_is_that_of_SP_800_38A()
    {
        using var test = new NetLab();
        test.Run(_ =>
        {
            var key = Bytes("2b7e151628aed2a6abf7158809cf4f3c");
            var text = Bytes("6bc1bee22e409f96e93d7e117393172a");
            var ecb = new Aes(CipherMode.ECB) { Key = key };
            Assert.Equal("3ad77bb40d7a3660a89ecaf32466ef97", Hex(ecb.Encrypt(text)));
            Assert.Equal(text, ecb.Decrypt(ecb.Encrypt(text)));
            var cbc = new Aes(CipherMode.CBC) { Key = key, IV = Bytes("000102030405060708090a0b0c0d0e0f") };
            Assert.Equal("7649abac8119b246cee98e9b12e9197d", Hex(cbc.Encrypt(text)));
            Assert.Equal(text, cbc.Decrypt(cbc.Encrypt(text)));
            cbc.GenerateIV();
            Assert.NotEqual("7649abac8119b246cee98e9b12e9197d", Hex(cbc.Encrypt(text)));
            Assert.Throws<ArgumentException>(() => ecb.Encrypt(new byte[15]));
            Assert.Throws<ArgumentException>(() => ecb.Key = new byte[15]);
            Assert.Throws<NotSupportedException>(() => new Aes(CipherMode.None));
        });
    }

    [Fact]
    public void After_a_power_cut_nothing_is_computed()
    {
        using var test = new NetLab();
        var computed = false;
        test.Load(boot =>
        {
            boot.Board.PowerOff();
            new HMACSHA256([1]).ComputeHash([2]);
            computed = true;
        });
        test.Board.PowerOn();
        test.Lab.RunFor(TimeSpan.FromSeconds(5));
        Assert.False(computed);
    }

    private static string Repeat(string hex, int times) => string.Concat(Enumerable.Repeat(hex, times));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
