using System.Text;
using AgentEmulator.Tests.Support;
using VirtualBoard.Boards;

namespace AgentEmulator.Tests.Fuzz;

/// <summary>Files that people write, and what webhook receivers answer.</summary>
public sealed class FileFuzzTests
{
    [Fact]
    public void Board_definitions()
    {
        var samples = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "boards"), "board.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
        Assert.NotEmpty(samples);
        var bodies = new BodyMutator(FuzzInputs.Seed + 31, samples);
        var valid = 0;
        for (var i = 0; i < FuzzInputs.PerTest; i++)
        {
            var text = Encoding.UTF8.GetString(bodies.Next());
            try
            {
                Assert.NotNull(BoardDefinition.Parse(text, "fuzz"));
                valid++;
            }
            catch (BoardDefinitionException e)
            {
                Assert.False(string.IsNullOrWhiteSpace(e.Message), $"input {i}: an error that says nothing about {text}");
            }
        }

        Assert.NotEqual(0, valid);
    }
}
