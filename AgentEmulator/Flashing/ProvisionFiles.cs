using System.Text.Json;
using AgentEmulator.Boards;
using VirtualBoard.Boards;

namespace AgentEmulator.Flashing;

/// <summary>The files that nanoff takes to provision a board, in a folder that only this user can read; gone with this object.</summary>
internal sealed class ProvisionFiles : IDisposable
{
    /// <summary>What the firmware keeps on the volume: its configuration and its boot count, in two slots each.</summary>
    private static readonly string[] Stored = [@"I:\config.0", @"I:\config.1", @"I:\boot.0", @"I:\boot.1"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nf-provision-");

    private ProvisionFiles()
    {
    }

    /// <summary>Gets the file for <c>--filedeployment</c>.</summary>
    public string Files => In("files.json");

    /// <summary>Gets the file for <c>--networkdeployment</c>; null when there is nothing for it.</summary>
    public string? Network { get; private set; }

    /// <summary>Writes the files for a board.</summary>
    /// <exception cref="Cli.UsageException">Something for the board is missing in the request.</exception>
    public static ProvisionFiles Write(string port, BoardDefinition board, ReadOnlySpan<byte> mac, ProvisionRequest request)
    {
        var content = Provisioning.For(board, mac, request).ToJson();
        var files = new ProvisionFiles();
        try
        {
            File.WriteAllBytes(files.In("provision.json"), content);
            List<Dictionary<string, string>> entries =
                [new() { ["DestinationFilePath"] = Provisioning.BoardPath, ["SourceFilePath"] = files.In("provision.json") }];
            if (request.Fresh)
                entries.AddRange(Stored.Select(path => new Dictionary<string, string> { ["DestinationFilePath"] = path }));
            WriteJson(files.Files, new Dictionary<string, object> { ["SerialPort"] = port, ["Files"] = entries });
            files.WriteNetwork(port, board, request);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Somebody looks at it; the system empties the folder for temporary files.
        }
    }

    private void WriteNetwork(string port, BoardDefinition board, ProvisionRequest request)
    {
        var settings = new Dictionary<string, object> { ["SerialPort"] = port };
        if (board.Network is WifiNetwork && request.FactoryNetwork is { } wifi)
        {
            var isOpen = wifi.Password.Length == 0;
            settings["WirelessClient"] = new Dictionary<string, object>
            {
                ["Ssid"] = wifi.Ssid,
                ["Password"] = wifi.Password,
                ["Authentication"] = isOpen ? "Open" : "WPA2",
                ["Encryption"] = isOpen ? "None" : "WPA2",
                // The firmware joins by itself; nanoCLR joining on its own as well would try a wrong password for ever.
                ["ConfigurationOption"] = "Enable",
                ["DhcpEnabled"] = true,
            };
        }

        if (request.CaCertificate is { } certificate)
        {
            File.WriteAllText(In("ca.pem"), certificate);
            settings["CACertificatesPath"] = In("ca.pem");
        }

        if (settings.Count == 1)
            return;
        Network = In("network.json");
        WriteJson(Network, settings);
    }

    private string In(string file) => Path.Combine(_folder.FullName, file);

    private static void WriteJson(string file, Dictionary<string, object> content) =>
        File.WriteAllText(file, JsonSerializer.Serialize(content));
}
