using AgentEmulator.Serial;
using AgentEmulator.Tests.Support;

namespace AgentEmulator.Tests.Boards;

public sealed class PortUsersTests
{
    [Fact]
    public void Linux_names_the_processes_that_have_a_port_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        var proc = TestFolders.Create("proc-").FullName;
        Process(4711, "minicom", "/dev/ttyUSB0", "/dev/null");
        Process(4712, "bash", "/dev/pts/1");
        Process(Environment.ProcessId, "self", "/dev/ttyUSB0");
        Directory.CreateDirectory(Path.Combine(proc, "self"));
        var users = PortUsers.OfProc(proc, "/dev/ttyUSB0");
        Assert.Equal([new PortUser(4711, "minicom")], users);
        Assert.Equal("minicom (process 4711)", PortUsers.Text(users));

        void Process(int id, string name, params string[] files)
        {
            var fd = Path.Combine(proc, $"{id}", "fd");
            Directory.CreateDirectory(fd);
            File.WriteAllText(Path.Combine(proc, $"{id}", "comm"), name + "\n");
            for (var i = 0; i < files.Length; i++)
                File.CreateSymbolicLink(Path.Combine(fd, $"{i}"), files[i]);
        }
    }

    [Fact]
    public void Mac_names_what_lsof_says() => Assert.Equal(
        [new PortUser(4711, "screen"), new PortUser(4712, "node")], PortUsers.OfLsofOutput("p4711\ncscreen\np4712\ncnode\n"));

    [Fact]
    public async Task A_port_that_another_process_has_open_is_busy_and_says_by_whom()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        using var terminal = new PseudoTerminal();
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"exec < {terminal.Name}; echo open; read nothing"])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            Assert.Equal("open", await shell.StandardOutput.ReadLineAsync());
            var error = Assert.Throws<AgentEmulator.Cli.EnvironmentFailureException>(() => new SerialBoardPorts(TimeProvider.System).ThrowIfNotFree(terminal.Name));
            Assert.Contains($"sh (process {shell.Id})", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            shell.Kill();
        }
    }
}
