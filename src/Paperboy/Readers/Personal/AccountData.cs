using Dapper;
using Microsoft.Data.Sqlite;

namespace Paperboy.Readers.Personal;

/// <summary>What accounts, signing in and the events keep of a person.</summary>
internal sealed class AccountData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("account", "your name, your role, and when your account was made",
            "So that you can sign in, and others see who wrote a comment.",
            "Until you delete your account.",
            "SELECT handle, name, role, state, made_at FROM account WHERE number = $Account"),
        new("session", "the browsers that you are signed in with: kind, first and last day, and the hash of a secret in your cookie",
            "So that you stay signed in, and can end it.",
            "Until you sign out, or 90 days after the browser last came.",
            "SELECT browser, made_at, used_at, expires_at FROM session WHERE account = $Account ORDER BY made_at"),
        new("sign_in", "the address by which somebody asks to sign in",
            "So that the link and the code in the mail are recognised.",
            "For 15 minutes.",
            "SELECT address, asked_at, expires_at FROM sign_in WHERE account = $Account OR address_key = $AddressKey ORDER BY asked_at"),
        new("entry_link", "that the owner made a link for you to come in by",
            "So that you can come in without mail.",
            "Until it is used, at most 7 days.",
            "SELECT made_at, expires_at FROM entry_link WHERE account = $Account"),
        new("invitation", "your address, when the owner invites you",
            "So that you may make an account.",
            "Until you have made it, or the owner takes the invitation back.",
            "SELECT address, role, invited_at FROM invitation WHERE address_key = $AddressKey"),
        new("actor", "a random number that your votes and other deeds stand under, and when your account was made",
            "So that they are counted without your name.",
            "For ever; when you delete your account, they move to a new number that leads to nobody.",
            "SELECT since FROM actor WHERE number = $Actor"),
        new("event", "what you did with which paper, and when: votes, saves, comments, picks, submissions",
            "So that every list of the past can be explained and made again.",
            "For ever; when you delete your account, nothing tells any more that they were yours.",
            "SELECT at, kind, paper, detail FROM event WHERE actor = $Actor ORDER BY number"),
    ];

    public void Delete(SqliteConnection connection, SqliteTransaction transaction, Person person, long anonymous) => connection.Execute(
        """
        DELETE FROM sign_in WHERE account = $Account OR address_key = $AddressKey;
        DELETE FROM invitation WHERE address_key = $AddressKey;
        DELETE FROM account WHERE number = $Account;
        UPDATE event SET actor = $anonymous WHERE actor = $Actor;
        DELETE FROM actor WHERE number = $Actor
        """,
        new { person.Account, person.AddressKey, person.Actor, anonymous },
        transaction);
}
