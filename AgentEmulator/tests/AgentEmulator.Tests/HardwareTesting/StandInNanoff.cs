using System.Runtime.Versioning;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>A program in nanoff's place: takes exactly the arguments that nanoff needs for a deployment, and keeps what it was given.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class StandInNanoff
{
    private readonly string _folder = TestFolders.Create("nanoff-").FullName;

    /// <summary>Makes the program.</summary>
    /// <param name="port">The serial port it insists on.</param>
    /// <param name="target">The firmware target it insists on.</param>
    /// <param name="address">The address it insists on.</param>
    /// <param name="exitCode">How it ends when all is as it should be.</param>
    /// <param name="slow">Whether it takes until <see cref="GoOn"/>.</param>
    public StandInNanoff(string port, string target = "ESP32_REV3", string address = "0x1E0000", int exitCode = 0, bool slow = false)
    {
        File = Path.Combine(_folder, "nanoff");
        var script =
            $"""
            #!/bin/sh
            fail() {"{"} echo "E9000: $1" >&2; exit 41; {"}"}
            [ $# -eq 9 ] || fail "$# arguments instead of 9: $*"
            [ "$1 $2" = "--target {target}" ] || fail "not the target: $1 $2"
            [ "$3 $4" = "--serialport {port}" ] || fail "not the port: $3 $4"
            [ "$5" = "--deploy" ] || fail "not --deploy: $5"
            [ "$6" = "--image" ] && [ -f "$7" ] || fail "no image: $6 $7"
            [ "$8 $9" = "--address {address}" ] || fail "not the address: $8 $9"
            echo "Flashing deployment partition..."
            echo $$ > '{_folder}/pid'
            while {(slow ? $"[ ! -e '{_folder}/go' ]" : "false")}; do sleep 0.05; done
            cp "$7" '{_folder}/image'
            echo "OK"
            exit {exitCode}
            """;
        System.IO.File.WriteAllText(File, script.ReplaceLineEndings("\n") + "\n");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Gets the program.</summary>
    public string File { get; }

    public string Folder => _folder;

    /// <summary>Gets what was to be written to the board.</summary>
    public byte[] Image => System.IO.File.ReadAllBytes(Path.Combine(_folder, "image"));

    /// <summary>Gets the process id of the run.</summary>
    public int ProcessId => int.Parse(System.IO.File.ReadAllText(Path.Combine(_folder, "pid")), System.Globalization.CultureInfo.InvariantCulture);

    public void GoOn() => System.IO.File.WriteAllText(Path.Combine(_folder, "go"), "");
}
