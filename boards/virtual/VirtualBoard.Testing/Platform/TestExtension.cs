using Microsoft.Testing.Platform.Extensions;

namespace VirtualBoard.Testing.Platform;

/// <summary>What the platform asks of every part that is plugged into it.</summary>
internal abstract class TestExtension(string displayName, string description) : IExtension
{
    public string Uid => GetType().FullName!;

    public string Version => GetType().Assembly.GetName().Version!.ToString(3);

    public string DisplayName => displayName;

    public string Description => description;

    public virtual Task<bool> IsEnabledAsync() => Task.FromResult(true);
}
