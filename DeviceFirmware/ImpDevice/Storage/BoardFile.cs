using System.IO;

namespace ImpDevice.Storage;

/// <summary>Whole-file reads and writes that end.</summary>
internal static class BoardFile
{
    /// <summary>
    /// Reads a file of at most <paramref name="limit"/> bytes. Not File.ReadAllBytes: that one reads until the length it saw
    /// when it opened the file, for ever if the file has less.
    /// </summary>
    /// <exception cref="IOException">Missing, unreadable, too long, or shorter than it says.</exception>
    internal static byte[] Read(string path, int limit)
    {
        using (FileStream stream = new FileStream(path, FileMode.Open, FileAccess.Read))
        {
            long length = stream.Length;
            if (length > limit) throw new IOException(path + " has " + length.ToString() + " bytes, more than " + limit.ToString());
            byte[] bytes = new byte[(int)length];
            int have = 0;
            while (have < bytes.Length)
            {
                int read = stream.Read(bytes, have, bytes.Length - have);
                if (read <= 0) throw new IOException(path + " ends after " + have.ToString() + " of " + length.ToString() + " bytes");
                have += read;
            }
            return bytes;
        }
    }

    /// <summary>Replaces a file. One write, then close: closing is what makes it durable.</summary>
    /// <exception cref="IOException">The file system refused; the file may hold anything.</exception>
    internal static void Write(string path, byte[] bytes)
    {
        using (FileStream stream = new FileStream(path, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes, 0, bytes.Length);
        }
    }
}
