//! What the demo's pairs talk about. All of it is made up, speaks of nobody,
//! and says so.

use domain::{
    meeting::Form,
    people::Role::{self, Adept, Mentor},
};

/// A conversation: what the two may write down for each other, what they may
/// agree on, and what each may keep to themselves.
pub(super) struct Talk {
    pub notes: &'static str,
    pub agreed: &'static [Agreed],
    adept: &'static str,
    mentor: &'static str,
}

impl Talk {
    /// What this one of the two thinks of it.
    pub(super) const fn reflection(&self, by: Role) -> &'static str {
        match by {
            Adept => self.adept,
            Mentor => self.mentor,
        }
    }
}

/// Something to do, within so many weeks; 0 is some time.
pub(super) struct Agreed {
    pub who: Role,
    pub what: &'static str,
    pub weeks: i64,
}

const fn to_do(who: Role, weeks: i64, what: &'static str) -> Agreed {
    Agreed { who, what, weeks }
}

/// Ends every note.
pub(super) const MARK_SV: &str = "(Demo: anteckningen är påhittad.)";
/// Ends every note in English.
pub(super) const MARK_EN: &str = "(Demo: this note is made up.)";

/// The first pair's conversations, in order.
pub(super) const FIRST_PAIR: [(Form, Talk); 9] = [
    (
        Form::InPerson,
        Talk {
            notes: "Första träffen. Vi berättade om våra uppdrag, om vad som är roligt just nu och om vad som tar mest kraft.\n\nVi vill ses ungefär en gång i månaden, helst på plats. Varje träff börjar med vad som har hänt sedan sist och slutar med vad nästa ska handla om.",
            agreed: &[
                to_do(Adept, 2, "Skriva ner två saker att bli bättre på under året"),
                to_do(Mentor, 1, "Föreslå tider fram till sommaren"),
            ],
            adept: "Lättare att prata än jag trodde. Jag sa att jag är osäker på vad jag vill få ut av det här, och det gick bra.",
            mentor: "Fråga mer, berätta mindre. Jag hann dra flera egna historier i dag.",
        },
    ),
    (
        Form::Digital,
        Talk {
            notes: "Adeptens två mål:\n1. Leda genom sina chefer i stället för runt dem.\n2. Få ledningsgruppen att fatta beslut tillsammans.\n\nVi vände på målen: vad skulle andra märka om de var nådda? Det var svårare att svara på, och mer användbart.",
            agreed: &[
                to_do(Adept, 4, "Fråga två av enhetscheferna vad de vill ha mer och mindre av från mig"),
                to_do(Mentor, 2, "Skicka dagordningen från ett möte som fungerade bra"),
            ],
            adept: "Mål nummer ett handlar nog mest om att våga vänta.",
            mentor: "Hen vet redan vad som behöver göras. Min uppgift är att det blir sagt högt.",
        },
    ),
    (
        Form::InPerson,
        Talk {
            notes: "Svaren från enhetscheferna var tydliga: mer tid till frågor som rör alla, färre genomgångar av sådant som går att läsa.\n\nVi skrev om dagordningen på tavlan. En fråga får fyrtio minuter, resten får plats på ett papper i förväg.",
            agreed: &[
                to_do(Adept, 5, "Prova den nya dagordningen på två möten"),
                to_do(Adept, 3, "Berätta för gruppen varför, innan första mötet"),
            ],
            adept: "Jag blev lite stött av svaren först. Sedan lättad: de vill ju ha samma sak som jag.",
            mentor: "Fint att se någon ändra sig framför en tavla.",
        },
    ),
    (
        Form::StudyVisit,
        Talk {
            notes: "Studiebesök hos mentorn. Adepten satt med på ett ledningsmöte och åt lunch med två av enhetscheferna.\n\nDet som stack ut: mötet började med en minut tystnad för att läsa, och avslutades med att var och en sa vad hen tog med sig.",
            agreed: &[
                to_do(Adept, 6, "Bjuda in till ett besök åt andra hållet"),
                to_do(Mentor, 1, "Tacka enhetscheferna för att de ställde upp"),
            ],
            adept: "En minut är lång när man inte är van. Jag tänker stjäla idén ändå.",
            mentor: "Mina egna chefer blev nyfikna på vad en mentor gör. Det borde jag ha berättat tidigare.",
        },
    ),
    (
        Form::Digital,
        Talk {
            notes: "Efter sommaren. Dagordningen lever: tre möten av fyra har haft en huvudfråga, och två gånger har gruppen beslutat något som adepten själv hade gjort annorlunda.\n\nVi pratade om hur det är att stå för ett beslut som man inte hade fattat själv.",
            agreed: &[to_do(Adept, 4, "Låta en av enhetscheferna leda nästa möte")],
            adept: "Jag bet mig i tungan. Beslutet blev bra.",
            mentor: "Stor skillnad mot i våras, framför allt i tonen.",
        },
    ),
    (
        Form::InPerson,
        Talk {
            notes: "Vi la två veckors kalendrar bredvid varandra. En femtedel av tiden gick till det som vi själva säger är viktigast.\n\nMest av allt går åt till möten där ingen av oss behövs för att det ska bli bra.",
            agreed: &[
                to_do(Adept, 3, "Lämna tre återkommande möten till någon annan"),
                to_do(Mentor, 3, "Göra likadant, så att vi kan jämföra"),
            ],
            adept: "Obekvämt att räkna, skönt att ha gjort det.",
            mentor: "Jag trodde att jag var bättre på det här än jag är.",
        },
    ),
    (
        Form::InPerson,
        Talk {
            notes: "Jämförde hur det gick med kalendern. Två av tre möten klarar sig fint utan oss. Det tredje behöver ett tydligare uppdrag innan vi kan kliva av.\n\nResten av tiden ägnade vi åt samtalet som adepten har skjutit upp: vi skrev första meningen tillsammans.",
            agreed: &[
                to_do(Adept, 2, "Boka samtalet"),
                to_do(Adept, 4, "Skriva ett halvt papper om uppdraget för det tredje mötet"),
            ],
            adept: "När första meningen fanns var resten inte så svårt.",
            mentor: "Att öva högt hjälper. Det borde vi göra oftare.",
        },
    ),
    (
        Form::Digital,
        Talk {
            notes: "Vi såg tillbaka på de två målen. Det första är på god väg, det andra har kommit längre än väntat.\n\nNytt till resten av året: samarbetet med grannförvaltningen. Vi ritade vilka som behöver känna varandra, och insåg att de är sju personer.",
            agreed: &[
                to_do(Adept, 2, "Bjuda in de sju på kaffe"),
                to_do(Mentor, 2, "Berätta hur vi gjorde när vi byggde något liknande"),
                to_do(Adept, 6, "Skissa på vad vi vill kunna visa upp på avslutningen"),
            ],
            adept: "Sju personer låter plötsligt görbart.",
            mentor: "Nu är det mest hen som ställer frågorna.",
        },
    ),
    (
        Form::InPerson,
        Talk {
            notes: "Kaffet blev av, med fem av sju. De vill ses igen och har själva föreslagit en första fråga att göra något åt.\n\nVi pratade också om hur vi vill ha det sedan, när den gemensamma delen av programmet är slut: några träffar om året, på bådas initiativ.",
            agreed: &[
                to_do(Mentor, 3, "Höra efter om någon hos oss vill vara med"),
                to_do(Adept, 5, "Sätta ord på vad som har förändrats sedan starten"),
            ],
            adept: "Jag behövde knappt säga något. Det är nog det bästa betyget.",
            mentor: "Jag har lärt mig minst lika mycket.",
        },
    ),
];

/// First conversations.
pub(super) const FIRST: [Talk; 3] = [
    Talk {
        notes: "Vi berättade om våra uppdrag och om vägen hit, och kom överens om hur vi vill arbeta: ett ämne per träff, och ärliga svar.",
        agreed: &[
            to_do(Adept, 3, "Välja tre frågor att ta upp under året"),
            to_do(Mentor, 1, "Skicka förslag på tider"),
        ],
        adept: "Skönt att prata med någon som inte redan har en åsikt om min organisation.",
        mentor: "Kom ihåg: frågor före råd.",
    },
    Talk {
        notes: "Vi gick igenom vad vi hoppas på, och vad vi är lite oroliga för. Båda hade skrivit tid överst på den andra listan. Därför bokade vi hela våren på en gång.",
        agreed: &[to_do(Adept, 2, "Beskriva min organisation på en sida")],
        adept: "Bra att börja med det som kan gå fel.",
        mentor: "Vi är olika som chefer. Det kan bli riktigt bra.",
    },
    Talk {
        notes: "En första promenad. Vi pratade om chefer som har betytt något för oss, och om vad de gjorde. Ingen av oss nämnde en strategi.",
        agreed: &[to_do(Adept, 3, "Fundera på vad mina egna chefer skulle säga om mig"), to_do(Mentor, 3, "Detsamma")],
        adept: "Gående samtal passar mig bättre än stolar.",
        mentor: "Jag hade glömt hur mycket en tidig chef har format mig.",
    },
];

/// Visits to each other's work.
pub(super) const VISITS: [Talk; 3] = [
    Talk {
        notes: "Studiebesök. Vi följde en vanlig förmiddag: morgonmötet, en rundvandring och en stund med två enhetschefer. Det mesta är sig likt, men takten är en annan.",
        agreed: &[to_do(Adept, 4, "Berätta hemma om tre saker som vi kan pröva")],
        adept: "Att se någon annans vardag gör min egen tydligare.",
        mentor: "Besökarens frågor fick oss att förklara sådant som vi slutat tänka på.",
    },
    Talk {
        notes: "Studiebesök åt andra hållet den här gången. Mentorn satt med när enhetscheferna planerade nästa kvartal, och sa ingenting förrän efteråt.",
        agreed: &[to_do(Mentor, 2, "Skriva ner vad som var lätt att följa och vad som inte var det")],
        adept: "Lite nervöst att bli iakttagen. Gruppen tyckte att det var spännande.",
        mentor: "En grupp som lyssnar på varandra. Det hörs på pauserna.",
    },
    Talk {
        notes: "Vi besökte en verksamhet som ingen av oss kände till i förväg, och intervjuade chefen där om hur man leder när alla sitter på olika håll.",
        agreed: &[to_do(Adept, 3, "Skicka ett tack, och frågan om vi får komma tillbaka")],
        adept: "Korta och täta avstämningar, inte fler möten. Det tar jag med mig.",
        mentor: "Vi borde göra fler utflykter.",
    },
];

/// All other conversations.
pub(super) const TALKS: [Talk; 21] = [
    Talk {
        notes: "Vad behöver egentligen gå via chefen? Ungefär hälften av det som landar på bordet kan avgöras ett led ner, om det är tydligt vad som ska uppnås och när vi stämmer av.",
        agreed: &[
            to_do(Adept, 3, "Välja ut tre slags ärenden som enhetscheferna avgör själva"),
            to_do(Mentor, 1, "Skicka texten som vi använder när vi delegerar"),
        ],
        adept: "Jag håller i sådant för att det går fort, inte för att det är mitt.",
        mentor: "Bra att få frågan tillbaka: vad gör jag själv som någon annan borde göra?",
    },
    Talk {
        notes: "Ledningsgruppen rapporterar mer än den beslutar. Vi skissade på ett möte som börjar med den svåraste frågan, medan alla är pigga.",
        agreed: &[to_do(Adept, 4, "Byta ordning på dagordningen två gånger och se vad som händer")],
        adept: "Tystnaden i gruppen kanske beror på att jag svarar för snabbt.",
        mentor: "Det tog mig flera år att låta bli att sammanfatta först.",
    },
    Talk {
        notes: "Vi sorterade årets uppdrag i tre högar: måste, bör och kan vänta. Den svåra högen är den som ingen vågar kalla kan vänta.",
        agreed: &[
            to_do(Adept, 2, "Gå igenom högarna med min chef"),
            to_do(Adept, 5, "Berätta för enheterna vad vi inte gör i år"),
        ],
        adept: "Att välja bort är också att leda. Jag behöver säga det högt.",
        mentor: "Tydlighet neråt förutsätter ett samtal uppåt.",
    },
    Talk {
        notes: "Att leda chefer är inte att leda medarbetare fast med fler. Vi övade på ett samtal där chefen själv får hitta nästa steg, och räknade hur många frågor det krävdes: fem.",
        agreed: &[to_do(Mentor, 0, "Låna ut boken om samtal")],
        adept: "Min första impuls är fortfarande att lösa problemet.",
        mentor: "Fem frågor var rätt bra.",
    },
    Talk {
        notes: "Kalendern avslöjar vad man prioriterar. Vi färglade den gångna veckan var för sig och bytte sedan papper.",
        agreed: &[to_do(Adept, 2, "Boka två förmiddagar i veckan utan möten"), to_do(Mentor, 4, "Fråga hur det gick")],
        adept: "Gult överallt. Gult var \"brådskande\".",
        mentor: "Jag borde göra om den här övningen varje halvår.",
    },
    Talk {
        notes: "Samma invånare kan möta flera av oss under en vecka. Vi ritade vilka som skulle behöva känna varandra för att det ska bli enklare. De är inte så många.",
        agreed: &[
            to_do(Adept, 4, "Bjuda in motsvarande chef hos grannen"),
            to_do(Mentor, 2, "Ta reda på vem som håller i frågan hos oss"),
        ],
        adept: "Samverkan låter stort, men det börjar med ett telefonnummer.",
        mentor: "Här har vi båda något att vinna.",
    },
    Talk {
        notes: "Från siffror till samtal: hur en medarbetarenkät blir något mer än ett diagram. En fråga per enhet räcker, om den följs upp.",
        agreed: &[to_do(Adept, 3, "Be varje enhetschef välja en enda fråga")],
        adept: "Vi har nog lagt mer tid på att mäta än på att prata.",
        mentor: "Färre frågor, längre samtal. Det gäller oss också.",
    },
    Talk {
        notes: "Vi bytte exempel på återkoppling som har hjälpt oss. De hade tre saker gemensamt: den kom snart, den gällde en sak och den var välmenad.",
        agreed: &[to_do(Adept, 2, "Ge någon en konkret återkoppling varje dag i två veckor")],
        adept: "Jag samlar på mig och säger allt på en gång. Inte så bra.",
        mentor: "Fick själv återkoppling i dag, om att jag avbryter. Det stämmer.",
    },
    Talk {
        notes: "Hur säger man nej uppåt utan att låta ovillig? Vi formulerade tre meningar som går att använda på riktigt, och provade dem på varandra.",
        agreed: &[to_do(Adept, 3, "Använda en av dem före nästa träff")],
        adept: "\"Ja, om vi samtidigt slutar med …\" är min favorit.",
        mentor: "Ett nej med ett förslag i är sällan ett problem.",
    },
    Talk {
        notes: "Vi följde ett beslut som drog ut på tiden, steg för steg. Underlaget var bra. Det som saknades var en dag då det skulle vara klart.",
        agreed: &[to_do(Adept, 1, "Sätta datum på de beslut som ligger öppna")],
        adept: "Jag väntar in alla. Alla väntar in mig.",
        mentor: "Enkla saker hjälper. Det är lätt att glömma.",
    },
    Talk {
        notes: "Vi jämförde hur styrningen når fram hos oss. Vägarna in ser olika ut, men frågorna längre ner i organisationen är förvånansvärt lika.",
        agreed: &[to_do(Adept, 4, "Rita vår styrkedja på ett papper till nästa gång"), to_do(Mentor, 4, "Rita vår")],
        adept: "Vi översätter samma mål fyra gånger på vägen ner.",
        mentor: "Nyttigt att behöva förklara för någon utifrån.",
    },
    Talk {
        notes: "En förändring blir lättare att ta emot om man får höra vad som inte ändras. Vi skrev en lista på det som ligger fast.",
        agreed: &[
            to_do(Adept, 3, "Börja nästa informationsmöte med den listan"),
            to_do(Mentor, 1, "Läsa utkastet innan det går ut"),
        ],
        adept: "Listan blev längre än jag hade trott.",
        mentor: "Jag önskar att någon hade sagt det här till mig för tio år sedan.",
    },
    Talk {
        notes: "Vad ger kraft, och vad tar den? Båda hade svårare att svara på den första frågan. Vi bestämde oss för att leta under några veckor.",
        agreed: &[to_do(Adept, 3, "Skriva upp en sak om dagen som gav kraft"), to_do(Mentor, 3, "Detsamma")],
        adept: "Samtalen med enhetscheferna, när de inte är inklämda.",
        mentor: "Att få tänka färdigt.",
    },
    Talk {
        notes: "Det kan vara ensamt att leda chefer. Vi gick igenom vilka man kan ringa, och i vilka frågor. Några namn saknades på båda listorna.",
        agreed: &[to_do(Adept, 3, "Ringa två personer på listan utan särskilt ärende")],
        adept: "Jag ringer bara när det brinner.",
        mentor: "Kontakter måste skötas när man inte behöver dem.",
    },
    Talk {
        notes: "Förberedde utvecklingssamtalen med enhetscheferna. Tre frågor i stället för femton: vad är du stolt över, vad vill du lära dig, vad ska jag göra annorlunda?",
        agreed: &[to_do(Adept, 4, "Ställa de tre frågorna i de två första samtalen")],
        adept: "Den sista frågan är läskigast.",
        mentor: "Lämna plats för tystnad efter fråga tre.",
    },
    Talk {
        notes: "Hur håller man ihop en enhet som sitter på flera platser? De korta, täta avstämningarna verkar göra större skillnad än de stora dagarna.",
        agreed: &[to_do(Adept, 2, "Prova en kvart varje måndag, med kameran på")],
        adept: "Jag ser dem som sitter nära mig. De andra får mejl.",
        mentor: "En kvart är lagom, om den alltid blir av.",
    },
    Talk {
        notes: "Vi läste ett mejl till alla chefer och strök hälften. Kvar blev vad som ska göras, av vem och varför.",
        agreed: &[to_do(Adept, 3, "Låta någon utanför läsa nästa stora utskick")],
        adept: "Det jag strök var mest till för min egen skull.",
        mentor: "Varför före vad. Det tål att upprepas.",
    },
    Talk {
        notes: "Vad lägger en ny medarbetare märke till den första veckan? Vi bytte svar och såg våra egna arbetsplatser lite utifrån.",
        agreed: &[to_do(Adept, 4, "Fråga de senast anställda vad de undrade över"), to_do(Mentor, 4, "Fråga hos oss")],
        adept: "Våra förkortningar. Redan det är en hel bok.",
        mentor: "Man slutar se efter ungefär tre månader.",
    },
    Talk {
        notes: "Vi följer upp det som är lätt att räkna. I dag letade vi efter ett mått som säger något om nyttan för dem vi är till för.",
        agreed: &[
            to_do(Adept, 5, "Ta upp frågan vid nästa uppföljning"),
            to_do(Mentor, 2, "Skicka ett exempel som vi har prövat"),
        ],
        adept: "Två bra frågor kan vara bättre än tjugo siffror.",
        mentor: "Vi kom inte fram till något, men frågan blev bättre.",
    },
    Talk {
        notes: "Vi tittade framåt. Vilket slags chef vill man vara om fem år, och vad behöver man pröva redan nu?",
        agreed: &[to_do(Adept, 4, "Skriva en halv sida om det, bara för mig själv")],
        adept: "Svaret överraskade mig.",
        mentor: "Ovanligt roligt samtal. Vi glömde tiden.",
    },
    Talk {
        notes: "Två enheter ser olika på var gränsen mellan dem går. Vi talade om hur man får dem att rita den tillsammans, i stället för att rita den åt dem.",
        agreed: &[to_do(Adept, 2, "Samla de båda cheferna framför en tavla")],
        adept: "Jag ville döma av. Det är inte alltid det som hjälper.",
        mentor: "Den som äger problemet ska hålla i pennan.",
    },
];

/// A first conversation in English.
pub(super) const ENGLISH_FIRST: Talk = Talk {
    notes: "We told each other what our days look like and why we joined. We will take one subject each time, and finish by choosing the next.",
    agreed: &[to_do(Adept, 2, "Pick three questions for the year"), to_do(Mentor, 1, "Suggest dates until the summer")],
    adept: "A good start. It helps that we know so little of each other's field.",
    mentor: "Listen first. I had three pieces of advice ready before the first sentence was over.",
};

/// A visit, in English.
pub(super) const ENGLISH_VISIT: Talk = Talk {
    notes: "A morning at the other one's workplace: a planning meeting, a walk round the building, and lunch with two unit managers.",
    agreed: &[to_do(Adept, 3, "Tell my managers about the way they close a meeting")],
    adept: "Their meetings end on time, because somebody owns the clock.",
    mentor: "Good questions from a guest. We could not answer all of them.",
};

/// Other conversations in English.
pub(super) const ENGLISH: [Talk; 6] = [
    Talk {
        notes: "What has to pass my desk, and what only does so out of habit? We sorted a week of decisions; a third could have been made without me.",
        agreed: &[to_do(Adept, 3, "Hand over one kind of decision, and say so in writing")],
        adept: "I like being asked. That is part of the problem.",
        mentor: "The same goes for me, if I am honest.",
    },
    Talk {
        notes: "Leading in a second language. Slower meetings turn out to be better meetings: people think before they speak, and write more down.",
        agreed: &[to_do(Adept, 2, "Send the questions a day ahead"), to_do(Mentor, 4, "Try the same in my own group")],
        adept: "I prepare more than my colleagues, and it shows.",
        mentor: "I should speak more slowly, in any language.",
    },
    Talk {
        notes: "How to give a group bad news: early, all of it at once, and with the next date for news already set.",
        agreed: &[to_do(Adept, 2, "Write the first three sentences and read them aloud")],
        adept: "Reading it aloud made me cut half.",
        mentor: "Calm is catching, and so is the opposite.",
    },
    Talk {
        notes: "We compared how plans are followed up. Both of us count what is easy to count. One good question to a unit manager told us more.",
        agreed: &[to_do(Adept, 4, "Ask the same question to every unit")],
        adept: "Fewer figures, more visits.",
        mentor: "A useful reminder before our own planning.",
    },
    Talk {
        notes: "On patience: which things have to be done this month, and which only feel that way? We moved four of nine.",
        agreed: &[to_do(Adept, 2, "Tell those concerned about the four"), to_do(Mentor, 2, "Ask how they took it")],
        adept: "Nobody had been waiting for two of them.",
        mentor: "Four of nine is a good day's work.",
    },
    Talk {
        notes: "Halfway thoughts: what has changed since the spring? Shorter meetings, clearer assignments, and two managers who now call each other first.",
        agreed: &[to_do(Adept, 6, "Choose what to tell the others on the closing day")],
        adept: "I had not noticed how much had changed.",
        mentor: "It is a pleasure to watch.",
    },
];
