using VirtualBoard.Crypto;
using VirtualBoard.NanoApi;
using VirtualBoard.NanoApi.Cryptography;

namespace System.Security.Cryptography;

/// <summary>Stands in for nanoFramework's AES: no padding, data in multiples of 16 bytes, CBC or ECB. The same on hardware, where it takes time.</summary>
public class Aes
{
    private const int BlockSize = 16;

    private CipherMode _mode;
    private byte[]? _key;
    private byte[]? _iv;

    public Aes(CipherMode mode) => Mode = mode;

    public CipherMode Mode
    {
        get => _mode;
        set => _mode = value is CipherMode.CBC or CipherMode.ECB ? value : throw new NotSupportedException();
    }

    public byte[]? Key
    {
        get => _key;
        set => _key = (value ?? throw new ArgumentNullException()).Length is 16 or 24 or 32 ? value : throw new ArgumentException();
    }

    public byte[]? IV
    {
        get => _iv;
        set => _iv = (value ?? throw new ArgumentNullException()).Length == BlockSize ? value : throw new ArgumentException();
    }

    public void GenerateIV() => _iv = BoardRandom.Bytes(Machine.Enter(), BlockSize);

    public byte[] Encrypt(byte[] data) => Run(data, true);

    public byte[] Decrypt(byte[] data) => Run(data, false);

    private byte[] Run(byte[] data, bool encrypt)
    {
        Machine.Enter();
        ArgumentNullException.ThrowIfNull(data);
        if (_key is null || (_mode == CipherMode.CBC && _iv is null))
            throw new InvalidOperationException();
        if (data.Length % BlockSize != 0)
            throw new ArgumentException();
        return CryptoEngine.Aes(_key, _mode == CipherMode.CBC ? _iv : null, data, encrypt);
    }
}
