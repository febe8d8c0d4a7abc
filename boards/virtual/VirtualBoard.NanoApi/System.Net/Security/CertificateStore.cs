using VirtualBoard;
using VirtualBoard.Crypto;
using VirtualBoard.FileSystem;

namespace System.Net.Security;

/// <summary>The stored bundle of trusted authorities of a board.</summary>
/// <param name="files">The config volume.</param>
internal sealed class CertificateStore(BoardFileSystem files)
{
    private const string Path = @"I:\con_XB1_0.sys";

    /// <summary>The first authority of the bundle; null when none is stored.</summary>
    public CertificateFacts? Authority => files.ReadSystemFile(Path) is { } bundle ? CertificateFacts.Parse(bundle) : null;

    public static CertificateStore Of(Boot boot) => new(boot.Board.Files);

    public void Save(byte[] bundle) => files.WriteSystemFile(Path, bundle);
}
