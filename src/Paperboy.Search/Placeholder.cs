namespace Paperboy.Search; internal static class Placeholder;
