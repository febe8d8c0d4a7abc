using System;
using System.Text;
using ImpDevice.Storage;
using nanoFramework.TestFramework;

namespace HardwareTests.Storage;

/// <summary>
/// Provisioning files that are nearly right, and ones that are nothing at all: each is read or refused with a reason, and none
/// throws. Which ones is a matter of the board's random numbers, on a virtual board of the run's seed.
/// </summary>
[TestClass]
public class ProvisioningFuzzTests
{
    private const int Inputs = 1000;

    private const string Sample =
        "{\"gateway\":\"http://gateway.factory:8080/\",\"key\":\"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\"," +
        "\"board\":\"some-board\",\"network\":\"wifi\",\"wifi\":{\"ssid\":\"factory\",\"password\":\"12345678\"},\"led\":{\"pin\":2,\"active_low\":true}}";

    private static readonly string[] Fragments =
    {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", "null", "true", "1e999", "-1", "99999999999999999999", "\"\"", "{}", "//",
        "\"wifi\":null", "\"led\":{\"pin\":1e3}", "\"network\":\"ethernet\"",
    };

    [TestMethod]
    public void Every_input_is_read_or_refused_with_a_reason()
    {
        Random random = new Random();
        int read = 0;
        for (int i = 0; i < Inputs; i++)
        {
            byte[] input = Next(random);
            ProvisioningResult result = ProvisioningReader.Parse(input);
            if (result.Reason == null)
            {
                read++;
                Assert.AreEqual(32, result.Content.Key.Length);
                Assert.IsTrue(result.Content.Gateway.StartsWith("http"));
            }
            else
            {
                Assert.IsTrue(result.Reason.Length > 0);
            }
        }

        Assert.IsTrue(read > 0);
        Assert.IsTrue(read < Inputs);
    }

    private static byte[] Next(Random random)
    {
        byte[] input = Encoding.UTF8.GetBytes(Sample);
        if (random.Next(10) == 0)
        {
            input = new byte[random.Next(200)];
            random.NextBytes(input);
            return input;
        }

        for (int left = random.Next(4); left > 0; left--)
        {
            int at = random.Next(input.Length);
            switch (random.Next(4))
            {
                case 0:
                    input[at] = (byte)random.Next(256);
                    break;
                case 1:
                    input = Spliced(input, at, random.Next(input.Length - at), new byte[0]);
                    break;
                case 2:
                    input = Spliced(input, at, 0, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
                default:
                    int gone = random.Next(12);
                    input = Spliced(input, at, at + gone > input.Length ? input.Length - at : gone, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                    break;
            }

            if (input.Length == 0) return input;
        }

        return input;
    }

    private static byte[] Spliced(byte[] input, int at, int gone, byte[] inserted)
    {
        byte[] output = new byte[input.Length - gone + inserted.Length];
        Array.Copy(input, 0, output, 0, at);
        Array.Copy(inserted, 0, output, at, inserted.Length);
        Array.Copy(input, at + gone, output, at + inserted.Length, input.Length - at - gone);
        return output;
    }
}
