namespace System.Net.Http.Http.Headers;

/// <summary>Stands in for nanoFramework's media type, in the namespace it has there; parameters other than charset are refused, as on hardware.</summary>
public class MediaTypeHeaderValue
{
    private const string CharSetLabel = "charset=";

    public MediaTypeHeaderValue(string mediaType)
    {
        if (string.IsNullOrEmpty(mediaType))
            throw new ArgumentException();
        if (mediaType.Contains(CharSetLabel, StringComparison.Ordinal) || mediaType.Contains(';') || !mediaType.Contains('/'))
            throw new FormatException();
        MediaType = mediaType;
    }

    public string? CharSet { get; set; }

    public string MediaType { get; set; }

    public static MediaTypeHeaderValue Parse(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var parts = input.Split(';');
        var type = parts[0].Trim(' ');
        if (type.Length == 0 || parts.Length > 2)
            throw new FormatException();
        var value = new MediaTypeHeaderValue(type);
        if (parts.Length < 2)
            return value;

        var parameter = parts[1].Trim(' ');
        value.CharSet = parameter.StartsWith(CharSetLabel, StringComparison.Ordinal) ? parameter[CharSetLabel.Length..] : throw new FormatException();
        return value;
    }

    public override string ToString() => CharSet is null ? MediaType : MediaType + "; " + CharSetLabel + CharSet;
}
