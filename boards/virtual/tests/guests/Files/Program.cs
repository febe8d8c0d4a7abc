using System;
using System.IO;
using System.Text;

namespace Files;

/// <summary>A logger as devices have it: appends lines, rolls the file over, reads it back.</summary>
internal static class Program
{
    private const string Folder = @"I:\log";
    private const string Current = @"I:\log\now.txt";
    private const string Previous = @"I:\log\before.txt";
    private const int Limit = 200;

    private static void Main()
    {
        if (!Directory.Exists(Folder)) Directory.CreateDirectory(Folder);
        for (var reading = 0; reading < 20; reading++) Log($"reading {reading}: {20.5 + reading:F1} C");

        foreach (var path in Directory.GetFiles(Folder))
            Console.WriteLine($"{Path.GetFileName(path)} has {new FileInfo(path).Length} bytes");
        using (var reader = new StreamReader(new FileStream(Current, FileMode.Open, FileAccess.Read)))
        {
            string last = null;
            for (var line = reader.ReadLine(); !string.IsNullOrEmpty(line); line = reader.ReadLine()) last = line;
            Console.WriteLine($"last: {last}");
        }

        Refusals();
        Counter();
        foreach (var path in Directory.GetFiles(Folder)) File.Delete(path);
        Directory.Delete(Folder);
        Console.WriteLine(Directory.Exists(Folder) ? "still there" : "gone");
    }

    private static void Log(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\r\n");
        if (File.Exists(Current) && new FileInfo(Current).Length + bytes.Length > Limit)
        {
            if (File.Exists(Previous)) File.Delete(Previous);
            File.Move(Current, Previous);
        }

        using var file = new FileStream(Current, FileMode.Append, FileAccess.Write);
        file.Write(bytes, 0, bytes.Length);
    }

    private static void Refusals()
    {
        Try("move onto a file that is there", () => File.Move(Current, Previous));
        Try("open a file that is not there", () => File.ReadAllText(@"I:\log\none.txt"));
        Try("delete a folder that is not empty", () => Directory.Delete(Folder));
    }

    private static void Try(string what, Action action)
    {
        try
        {
            action();
            Console.WriteLine($"{what}: done");
        }
        catch (IOException)
        {
            Console.WriteLine($"{what}: refused");
        }
    }

    // What is in a file outlives a reboot.
    private static void Counter()
    {
        const string path = @"I:\starts";
        var starts = File.Exists(path) ? int.Parse(File.ReadAllText(path)) : 0;
        File.WriteAllText(path, (++starts).ToString());
        Console.WriteLine($"start {starts}");
    }
}
