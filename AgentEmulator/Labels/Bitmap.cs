namespace AgentEmulator.Labels;

/// <summary>Black dots on white.</summary>
internal sealed class Bitmap(int width, int height)
{
    private readonly bool[] _black = new bool[width * height];

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>Whether a dot is black; dots outside are white.</summary>
    public bool this[int x, int y] => x >= 0 && y >= 0 && x < Width && y < Height && _black[(y * Width) + x];

    /// <summary>Makes a rectangle black; what lies outside is cut off.</summary>
    public void Fill(int left, int top, int width, int height)
    {
        for (var y = Math.Max(top, 0); y < Math.Min(top + height, Height); y++)
        {
            for (var x = Math.Max(left, 0); x < Math.Min(left + width, Width); x++)
                _black[(y * Width) + x] = true;
        }
    }

    /// <summary>Writes a line.</summary>
    /// <param name="left">First column.</param>
    /// <param name="top">First row.</param>
    /// <param name="scale">Dots for each dot of the font.</param>
    /// <param name="text">Printable ASCII; another character is shown as a box.</param>
    /// <param name="advance">Columns from one character to the next; 0 for the font's own.</param>
    public void Text(int left, int top, int scale, string text, int advance = 0)
    {
        var step = advance > 0 ? advance : BitmapFont.Advance * scale;
        for (var i = 0; i < text.Length; i++)
        {
            for (var column = 0; column < BitmapFont.Columns; column++)
            {
                for (var row = 0; row < BitmapFont.Rows; row++)
                {
                    if (BitmapFont.IsSet(text[i], column, row))
                        Fill(left + (i * step) + (column * scale), top + (row * scale), scale, scale);
                }
            }
        }
    }
}
