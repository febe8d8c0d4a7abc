using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

public sealed class SymbolTests : IDisposable
{
    private const string Source =
        """
        using System;
        static class Program
        {
            static int _depth;
            static void Main()
            {
                try
                {
                    _depth++;
                    Fail();
                }
                finally
                {
                    _depth--;
                }
            }

            static void Fail()
            {
                foreach (var c in "x")
                    _depth += c.ToString().Length;
                throw new InvalidOperationException("line 22");
            }
        }
        """;

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Stack_traces_show_the_files_and_lines_of_the_firmware()
    {
        var trace = string.Join('\n', _bench.Run(Source));

        Assert.Contains("Program.Fail() in /_/Acme.Node/Program.cs:line 22", trace, StringComparison.Ordinal);
        Assert.Contains("Program.Main() in /_/Acme.Node/Program.cs:line 10", trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Firmware_without_symbols_runs_without_lines()
    {
        var path = _bench.Compiler.Program(Source);
        File.Delete(Path.ChangeExtension(path, ".pdb"));

        var trace = string.Join('\n', _bench.Run(FirmwareImage.Load(path, Bench.Options())));

        Assert.Contains("at Program.Fail()", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("Program.cs", trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_symbols_are_passed_over()
    {
        var path = _bench.Compiler.Program(Source);
        File.WriteAllText(Path.ChangeExtension(path, ".pdb"), "Microsoft C/C++ MSF 7.00\r\n");

        Assert.Contains("at Program.Fail()", string.Join('\n', _bench.Run(FirmwareImage.Load(path, Bench.Options()))), StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_of_another_build_are_refused()
    {
        var other = _bench.Compiler.Program("class Program { static void Main() { } }", name: "Other");
        var path = _bench.Compiler.Program(Source);
        File.Copy(Path.ChangeExtension(other, ".pdb"), Path.ChangeExtension(path, ".pdb"), overwrite: true);

        var refusal = Assert.Throws<RetargetException>(() => FirmwareImage.Load(path, Bench.Options()));

        Assert.Contains("Acme.Node.pdb does not belong to Acme.Node.dll. Build the firmware again, or delete the pdb.", refusal.Message, StringComparison.Ordinal);
    }
}
