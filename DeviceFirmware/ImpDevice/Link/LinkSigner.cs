using System;
using System.Security.Cryptography;
using System.Text;
using ImpDevice.Text;

namespace ImpDevice.Link;

/// <summary>HMAC-SHA256 with the board's key, over a text head and a body.</summary>
internal sealed class LinkSigner
{
    private readonly byte[] _key;

    internal LinkSigner(byte[] key)
    {
        _key = key;
    }

    /// <summary>What a request's signature covers, without the body.</summary>
    internal static string RequestHead(string path, string session, string counter)
    {
        return "POST\n" + path + "\n" + session + "\n" + counter + "\n";
    }

    /// <summary>What an answer's signature covers, without the body: it is bound to the request it answers.</summary>
    internal static string ResponseHead(int status, string path, string session, string counter)
    {
        return status.ToString() + "\n" + path + "\n" + session + "\n" + counter + "\n";
    }

    /// <summary>Signature as 64 lower-case hex digits.</summary>
    internal string Sign(string head, byte[] body, int offset, int count)
    {
        byte[] start = Encoding.UTF8.GetBytes(head);
        byte[] data = new byte[start.Length + count];
        Array.Copy(start, 0, data, 0, start.Length);
        Array.Copy(body, offset, data, start.Length, count);
        return Hex.Encode(HMACSHA256.HashData(_key, data));
    }

    /// <summary>Compares in a time that does not depend on where the first difference is.</summary>
    internal bool Verify(string head, byte[] body, int offset, int count, byte[] signature, int signatureAt)
    {
        byte[] expected = Encoding.UTF8.GetBytes(Sign(head, body, offset, count));
        int difference = 0;
        for (int i = 0; i < expected.Length; i++) difference |= expected[i] ^ signature[signatureAt + i];
        return difference == 0;
    }
}
