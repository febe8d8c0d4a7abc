using System.Text;

namespace NanoSurface;

internal static class Program
{
    private const int Same = 0;
    private const int Different = 1;
    private const int Misused = 2;

    private const string Usage = """
        usage: NanoSurface <assembly.dll>                 print the assembly's public surface as a listing
               NanoSurface <assembly.dll> <listing.txt>   compare it with a listing; exit code 1 when they differ
        """;

    private static int Main(string[] args)
    {
        if (args.Length is < 1 or > 2)
        {
            Console.Error.WriteLine(Usage);
            return Misused;
        }

        foreach (var path in args.Where(path => !File.Exists(path)))
        {
            Console.Error.WriteLine($"{path}: no such file");
            return Misused;
        }

        // Listings are files in a repository: one encoding and one line end, wherever they are printed.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        Console.Out.NewLine = "\n";

        var built = SurfaceReader.Read(args[0]);
        if (args.Length == 1)
        {
            Console.Write(built.ToText());
            return Same;
        }

        var differences = ListingComparison.Compare(Listing.Parse(File.ReadAllText(args[1])), built);
        foreach (var line in differences) Console.WriteLine(line);
        return differences.Count == 0 ? Same : Different;
    }
}
