"""The form: one block a field. Its prompts, validation, review, correction, export and erasure follow from the block."""

# ruff: noqa: E501  (what people type for a choice stands on one line)
from catalogue.words.say import N_
from enrolment.form.regions import LIKELY, REGIONS
from enrolment.form.values import Choice, Field, FieldKind, Form

NAME_LINE = N_("Name")

FORM = Form(
    (
        Field(
            name="first_name",
            kind=FieldKind.FULL_NAME,
            label=N_("First name"),
            prompt=N_("What is your name? First and last."),
            why=N_("So that the school knows whom the place is for, and can write the right name on your certificate."),
            required=True,
            with_next="last_name",
            line=NAME_LINE,
            longest=64,
            column="first_name",
        ),
        Field(
            name="last_name",
            kind=FieldKind.NAME,
            label=N_("Last name"),
            prompt=N_("Thanks, {first_name}. And your last name?"),
            why=N_("The school writes it on the list and on your certificate. If you have only one name, press the button: one is fine."),
            required=True,
            line=NAME_LINE,
            longest=64,
            column="last_name",
        ),
        Field(
            name="email",
            kind=FieldKind.EMAIL,
            label=N_("Email"),
            prompt=N_("Which email should the school write to?"),
            why=N_("The school confirms your place and sends the practical details by email. Nothing else is sent to it."),
            required=True,
            longest=254,
            column="email",
        ),
        Field(
            name="organisation",
            kind=FieldKind.TEXT,
            label=N_("Organization"),
            prompt=N_("Where do you work? Your employer’s name, or “self-employed”."),
            why=N_("The programme is for people at work: it counts how many workplaces it reaches. Your employer is not told."),
            required=True,
            column="organisation",
        ),
        Field(
            name="role",
            kind=FieldKind.CHOICE,
            label=N_("Role"),
            prompt=N_("What is your role there?"),
            why=N_("It helps the school pitch the course at the right level, and the programme count whom it reaches."),
            required=True,
            choices=(
                Choice(
                    "professional",
                    N_("Professional or employee"),
                    "professionnel, professionnelle, employé, employée, technicien, technicienne, analyste, analyst, ingénieur, engineer, spécialiste, specialist, technician, worker, staff, commis, clerk, comptable, accountant, infirmière, nurse, travailleur autonome, travailleuse autonome, self-employed, freelancer, pigiste, consultant, conseiller, conseillère, adjointe, adjoint, assistant, opérateur, opératrice, ouvrier, ouvrière, journalier, journalière, secrétaire, agent, agente, préposé, préposée, vendeur, vendeuse, soudeur, soudeuse, mécanicien, mécanicienne, machiniste, caissier, caissière, camionneur, gars de shop, électricien, électricienne, plombier, menuisier, cuisinier, cuisinière, serveur, serveuse, welder, machinist, electrician, plumber, cashier, cook, driver, truck driver, secretary, operator, nurse’s aide, receptionist, réceptionniste, designer, developer, développeur, développeuse, programmer, accountant clerk",
                ),
                Choice(
                    "manager",
                    N_("Manager"),
                    "gestionnaire, foremane, contremaîtresse, boss de shift, chef d’équipe, cheffe d’équipe, superviseur, superviseure, supervisor, team lead, team leader, boss, coordonnatrice, coordonnateur, contremaître, foreman, gérant, gérante, chargé de projet, chargée de projet, project manager, chef de service",
                    maybe="cadre, chef, responsable, head, lead, management",
                ),
                Choice(
                    "executive",
                    N_("Executive or owner"),
                    "cadre supérieur, direction, dirigeant, dirigeante, directeur, directrice, director, directeur général, directrice générale, DG, PDG, CEO, CTO, CFO, COO, VP, vice-président, vice-présidente, president, président, présidente, propriétaire, proprio, owner, business owner, patron, patronne, entrepreneur, entrepreneure, founder, fondateur, fondatrice, haute direction",
                    maybe="cadre, chef, responsable, head, management",
                ),
                Choice(
                    "trainer",
                    N_("Trainer or teacher"),
                    "formateur, formatrice, enseignant, enseignante, professeur, professeure, prof, coach, instructor, educator, éducatrice",
                ),
                Choice(
                    "other",
                    N_("Other"),
                    "autre, something else, autre chose, étudiant, étudiante, student, retraité, retraitée, retired, sans emploi, unemployed",
                ),
            ),
            column="role",
        ),
        Field(
            name="region",
            kind=FieldKind.CHOICE,
            label=N_("Region"),
            prompt=N_("Which region do you work in? You can type your town."),
            why=N_("The programme has to reach every region of Québec, so it counts people by region. Your address is never asked."),
            required=True,
            choices=REGIONS,
            likely=LIKELY,
            column="region",
        ),
        Field(
            name="phone",
            kind=FieldKind.PHONE,
            label=N_("Phone"),
            prompt=N_("Which number can the school reach you at? Type it, or share yours with the button below."),
            why=N_("Some schools call to confirm a place: it is quicker than email. Without it, they write to you."),
            column="phone",
        ),
        Field(
            name="job_title",
            kind=FieldKind.TEXT,
            label=N_("Job title"),
            prompt=N_("What is your job title?"),
            why=N_("The teacher picks examples close to the jobs in the group."),
            column="job_title",
        ),
        Field(
            name="organisation_size",
            kind=FieldKind.HEADCOUNT,
            label=N_("Size of your organization"),
            prompt=N_("About how many people work there?"),
            why=N_("Some funding depends on the size of the employer, and the programme counts small businesses."),
            choices=(
                Choice("1-4", N_("1 to 4"), "moi seulement, just me, seul, seule, travailleur autonome, self-employed"),
                Choice("5-49", N_("5 to 49"), "petite, small"),
                Choice("50-249", N_("50 to 249"), "moyenne, medium"),
                Choice("250+", N_("250 or more"), "grande, large, très grande, big"),
            ),
            column="organisation_size",
        ),
        Field(
            name="sector",
            kind=FieldKind.CHOICE,
            label=N_("Sector"),
            prompt=N_("Which sector is it in?"),
            why=N_("The programme reports which sectors it reaches; the teacher picks examples from yours."),
            choices=(
                Choice(
                    "agrifood",
                    N_("Agriculture and food"),
                    "agriculture, agroalimentaire, alimentation, farm, ferme, food, restaurant, restauration",
                ),
                Choice("mining-energy", N_("Mining and energy"), "mines, mining, énergie, energy, hydro, foresterie, forestry"),
                Choice("construction", N_("Construction"), "bâtiment, building, chantier"),
                Choice("manufacturing", N_("Manufacturing"), "usine, factory, fabrication, manufacturier, shop, plant, industrie"),
                Choice(
                    "trade",
                    N_("Retail and wholesale"),
                    "commerce, commerce de détail, détail, retail, magasin, store, vente, wholesale",
                ),
                Choice(
                    "transport-logistics",
                    N_("Transport and logistics"),
                    "transport, logistique, logistics, camionnage, trucking, entrepôt, warehouse",
                ),
                Choice(
                    "ict",
                    N_("Information technology"),
                    "TI, IT, TIC, informatique, software, logiciel, tech, télécom, telecom, jeux vidéo",
                ),
                Choice("finance-insurance", N_("Finance and insurance"), "finance, banque, bank, assurance, insurance, caisse"),
                Choice(
                    "professional-services",
                    N_("Professional services"),
                    "services professionnels, génie-conseil, consulting, droit, law, comptabilité, accounting, marketing",
                ),
                Choice(
                    "education",
                    N_("Education"),
                    "éducation, école, school, cégep, université, university, enseignement, teaching",
                ),
                Choice(
                    "health-social",
                    N_("Health and social services"),
                    "santé, health, hôpital, hospital, CIUSSS, CISSS, CLSC, services sociaux, garderie, CPE",
                ),
                Choice(
                    "public-administration",
                    N_("Public administration"),
                    "gouvernement, government, ministère, municipalité, ville, public, fonction publique, municipal",
                ),
                Choice("culture", N_("Culture and media"), "culture, média, media, arts, musée, museum, tourisme, tourism"),
                Choice("other", N_("Other"), "autre, something else, OBNL, organisme communautaire, non-profit, nonprofit"),
            ),
            column="sector",
        ),
        Field(
            name="accessibility",
            kind=FieldKind.LONG_TEXT,
            label=N_("Needs in class"),
            prompt=N_(
                "Is there something the school should plan for you? An interpreter, captions, access without stairs… Only its registrar sees this."
            ),
            why=N_(
                "So that the room, the material and the pace suit you from the first day. Only the school’s registrar sees it; skipping changes nothing."
            ),
            longest=1000,
            sensitive=True,
            column="accessibility",
        ),
    )
)
