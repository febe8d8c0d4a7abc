using System.IO;
using ImpDevice.Storage;

namespace HardwareTests.Support;

/// <summary>Files of tests on the board's volume, apart from the firmware's.</summary>
internal static class TestFiles
{
    internal const string Prefix = "I:\\nft.";

    /// <summary>The two slot files of a prefix.</summary>
    internal static string Slot(string prefix, int number)
    {
        return prefix + number.ToString();
    }

    /// <summary>A store without files: what earlier tests left is deleted.</summary>
    internal static SlotStore EmptyStore(string prefix)
    {
        Delete(Slot(prefix, 0));
        Delete(Slot(prefix, 1));
        SlotStore store = new SlotStore(prefix);
        store.Load();
        return store;
    }

    internal static void Delete(string path)
    {
        if (File.Exists(path)) File.Delete(path);
    }

    internal static byte[] Read(string path)
    {
        return BoardFile.Read(path, 64 * 1024);
    }

    internal static void Write(string path, byte[] bytes)
    {
        BoardFile.Write(path, bytes);
    }
}
