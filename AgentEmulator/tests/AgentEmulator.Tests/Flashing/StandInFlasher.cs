using System.Buffers.Binary;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Flashing;

/// <summary>
/// A program in nanoff's place. It takes exactly the command lines that nanoff 2.5 takes for what this project does, says what nanoff says,
/// and fails as nanoff fails when a test asks for it.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class StandInFlasher
{
    private const string Script =
        """
        #!/bin/sh
        dir=$(dirname "$0")
        . "$dir/settings"
        fail() { echo "Error E$1: $2"; exit $(($1 & 255)); }
        bad() { fail 9000 "Invalid or missing arguments. ($1)"; }
        need() { [ "$1" = "$2" ] || bad "expected $2, found $1"; }
        count() { [ "$1" -eq "$2" ] || bad "$1 arguments instead of $2"; }
        port() { case " $ports " in *" $1 "*) at=$1 ;; *) bad "not a port of this test: $1" ;; esac; }
        speed() { case "$1" in ''|*[!0-9]*) bad "no speed: $1";; esac; baud=$1; }
        case " $* " in
          *" --filedeployment "*)
            step=files; count $# 2; need "$1" --filedeployment; [ -f "$2" ] || bad "no file $2"
            port "$(sed 's/.*"SerialPort":"\([^"]*\)".*/\1/' "$2")" ;;
          *" --networkdeployment "*)
            step=network; count $# 2; need "$1" --networkdeployment; [ -f "$2" ] || bad "no file $2"
            port "$(sed 's/.*"SerialPort":"\([^"]*\)".*/\1/' "$2")" ;;
          *" --update "*)
            step=update; need "$1 $2" "--target $target"; need "$3" --serialport; port "$4"; need "$5" --baud; speed "$6"; need "$7" --update
            shift 7; need "$*" "$update" ;;
          *" --deploy "*)
            step=deploy; count $# 11; need "$1 $2" "--target $target"; need "$3" --serialport; port "$4"; need "$5" --baud; speed "$6"
            need "$7 $8" "--deploy --image"; [ -f "$9" ] || bad "no image $9"; image=$9; shift 9; need "$1 $2" "--address $address" ;;
          *" --backuppath "*)
            step=read; count $# 11; need "$1 $2 $3 $5" "--platform esp32 --serialport --baud"; port "$4"; speed "$6"
            need "$7 $8" "--devicedetails --backuppath"; [ -d "$9" ] || bad "no folder $9"
            folder=$9; shift 9; need "$1" --backupfile; name=$2 ;;
          *" --devicedetails "*)
            step=identify; count $# 7; need "$1 $2 $3 $5" "--platform esp32 --serialport --baud"; port "$4"; speed "$6"; need "$7" --devicedetails ;;
          *) bad "nothing to do: $*" ;;
        esac
        echo "$step ${baud:-}" >> "$dir/calls"
        [ -e "$at" ] || fail 6000 "Couldn't open serial device."
        echo $$ > "$dir/pid"
        if [ -e "$dir/hang-$step" ]; then
          : > "$dir/hangs-$step"
          while [ -e "$dir/hang-$step" ]; do sleep 0.05; done
        fi
        if [ -e "$dir/fail-$step" ]; then
          . "$dir/fail-$step"
          if [ "${baud:-0}" -gt "$above" ] || [ "$above" -eq 0 ]; then fail "$code" "$message"; fi
        fi
        chip() {
          printf 'Reading details from chip...OK\n\nConnected to:\n%s\nFeatures Wi-Fi, BT, Dual Core, 240MHz\n' "$chip"
          printf 'Flash size %s GENERIC from GIGADEVICE (manufacturer 0xC8 device 0x4016)\nPSRAM: undetermined\nCrystal 40MHz\nMAC %s\n\n' "$size" "$mac"
        }
        # Two boards may be flashed at once, and cp fails when another makes the same file.
        keep() { cp "$1" "$dir/$2.$$" && mv "$dir/$2.$$" "$dir/$2"; }
        case $step in
          identify) chip ;;
          read) chip; cp "$dir/flash" "$folder/$name" ;;
          update) printf 'Flashing firmware...\n\rWriting at 0x00010000 [==>   ]  41.3%% 10/25 bytes...\rWriting at 0x00010000 [=====>]  99.0%% 25/25 bytes...\nFlashing firmware...OK\n' ;;
          deploy) echo "Flashing deployment partition...OK"; keep "$image" image ;;
          files) keep "$2" files.json; keep "$(dirname "$2")/provision.json" provision.json; echo "Deploying file to I:\\provision.json...${refuse:-OK}" ;;
          network) keep "$2" network.json; cert="$(dirname "$2")/ca.pem"; [ ! -f "$cert" ] || keep "$cert" ca.pem; echo "Updating wireless configuration...OK" ;;
        esac
        """;

    private readonly string _folder = TestFolders.Create("nanoff-").FullName;
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);

    public StandInFlasher(params string[] ports)
    {
        File = Path.Combine(_folder, "nanoff");
        System.IO.File.WriteAllText(File, Script.ReplaceLineEndings("\n") + "\n");
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        System.IO.File.WriteAllBytes(In("flash"), Flash(0x1E0000, 0x1C0000));
        Set("ports", string.Join(' ', ports));
        Set("target", "ESP32_REV3");
        Set("address", "0x1E0000");
        Set("update", "--preview");
        Set("chip", "ESP32 (ESP32-D0WD-V3 (revision v3.1))");
        Set("size", "4MB");
        Set("mac", "24:0A:C4:01:02:03");
    }

    /// <summary>Gets the program.</summary>
    public string File { get; }

    /// <summary>Gets the calls so far, each with its speed.</summary>
    public IReadOnlyList<string> Calls => System.IO.File.Exists(In("calls")) ? [.. System.IO.File.ReadAllLines(In("calls")).Select(c => c.Trim())] : [];

    /// <summary>Gets what was written to the deploy partition.</summary>
    public byte[] Image => System.IO.File.ReadAllBytes(In("image"));

    /// <summary>Gets whether the board was given a provision.json.</summary>
    public bool HasProvisioning => System.IO.File.Exists(In("provision.json"));

    /// <summary>Gets the provision.json that the board was given.</summary>
    public byte[] Provisioning => System.IO.File.ReadAllBytes(In("provision.json"));

    /// <summary>Takes the files that the last file deployment deletes: those without a source.</summary>
    public IReadOnlyList<string> TakeDeleted()
    {
        if (!System.IO.File.Exists(In("files.json")))
            return [];
        var deleted = Json("files.json").GetProperty("Files").EnumerateArray()
            .Where(f => !f.TryGetProperty("SourceFilePath", out _)).Select(f => f.GetProperty("DestinationFilePath").GetString()!).ToList();
        System.IO.File.Delete(In("files.json"));
        return deleted;
    }

    public JsonElement Json(string file) => JsonDocument.Parse(System.IO.File.ReadAllText(In(file))).RootElement;

    public int ProcessId => int.Parse(System.IO.File.ReadAllText(In("pid")), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Changes what the board is or what is insisted on: target, address, update, chip, size, mac, refuse.</summary>
    public void Set(string name, string value)
    {
        _settings[name] = value;
        System.IO.File.WriteAllLines(In("settings"), _settings.Select(s => $"{s.Key}='{s.Value}'"));
    }

    /// <summary>Puts another partition table on the board.</summary>
    public void SetTable(byte[] flash) => System.IO.File.WriteAllBytes(In("flash"), flash);

    /// <summary>Makes a step fail, at speeds above one or always.</summary>
    public void Fail(string step, int code, string message = "on purpose", int above = 0) =>
        System.IO.File.WriteAllText(In($"fail-{step}"), $"code={code}\nmessage='{message}'\nabove={above}\n");

    public void Heal(string step) => System.IO.File.Delete(In($"fail-{step}"));

    /// <summary>Makes a step wait until <see cref="GoOn"/>.</summary>
    public void Hang(string step) => System.IO.File.WriteAllText(In($"hang-{step}"), "");

    public void GoOn(string step) => System.IO.File.Delete(In($"hang-{step}"));

    /// <summary>Waits until a step hangs.</summary>
    public async Task HangsAsync(string step)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!System.IO.File.Exists(In($"hangs-{step}")))
            await Task.Delay(20, patience.Token);
        System.IO.File.Delete(In($"hangs-{step}"));
    }

    /// <summary>The content of a flash with nanoFramework's partition table, its application at an address.</summary>
    public static byte[] Flash(int deployOffset, int deploySize)
    {
        var flash = new byte[0x10000];
        Array.Fill(flash, (byte)0xFF);
        var at = 0x8000;
        Entry("nvs", 1, 2, 0x9000, 0x6000);
        Entry("phy_init", 1, 1, 0xF000, 0x1000);
        Entry("factory", 0, 0, 0x10000, deployOffset - 0x10000);
        Entry("deploy", 1, 0x84, deployOffset, deploySize);
        Entry("config", 1, 0x83, 0x3C0000, 0x40000);
        flash.AsSpan(at, 2).Fill(0xEB);
#pragma warning disable CA5351 // The table's own format has it so.
        MD5.HashData(flash.AsSpan(0x8000, at - 0x8000)).CopyTo(flash.AsSpan(at + 16));
#pragma warning restore CA5351
        return flash;

        void Entry(string name, byte type, byte subtype, int offset, int size)
        {
            var entry = flash.AsSpan(at, 32);
            entry.Clear();
            (entry[0], entry[1], entry[2], entry[3]) = (0xAA, 0x50, type, subtype);
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], size);
            Encoding.ASCII.GetBytes(name, entry[12..28]);
            at += 32;
        }
    }

    private string In(string file) => Path.Combine(_folder, file);
}
